// SPDX-License-Identifier: Apache-2.0
#include "core/text/files/disk_stream.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <istream>

namespace flopledger {

namespace {

// The system gives at most this much at once.
constexpr std::size_t most_at_once = std::size_t{1} << 30;

// An open file of the system, closed when this goes.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }

    int number() const { return number_; }

  private:
    int number_;
};

// What disk streams share: the descriptor and the error met last, by whichever thread.
class DiskStream : public ByteStream {
  public:
    explicit DiskStream(int descriptor) : descriptor_(descriptor) {}

    std::string why() const override {
        return error_ == 0 ? "" : std::error_code(error_, std::generic_category()).message();
    }

  protected:
    int descriptor() const { return descriptor_.number(); }

    // Calls the system until it is not interrupted.
    template <typename Call>
    std::optional<std::size_t> repeat(Call call) {
        for (;;) {
            const ssize_t count = call();
            if (count >= 0) return static_cast<std::size_t>(count);
            if (errno == EINTR) continue;
            error_ = errno;
            return std::nullopt;
        }
    }

  private:
    Descriptor descriptor_;
    std::atomic<int> error_ = 0;
};

class RegularFile : public DiskStream {
  public:
    RegularFile(int descriptor, std::uint64_t size) : DiskStream(descriptor), size_(size) {
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    }

    std::optional<std::size_t> read(char* into, std::size_t most) override {
        const auto count = read_at(position_, into, most);
        position_ += count.value_or(0);
        return count;
    }

    std::optional<std::size_t> read_at(std::uint64_t offset, char* into,
                                       std::size_t most) override {
        if (offset >= size_) return 0;
        const std::size_t wanted =
            std::min({most, most_at_once, static_cast<std::size_t>(size_ - offset)});
        return repeat(
            [&] { return pread(descriptor(), into, wanted, static_cast<off_t>(offset)); });
    }

    std::optional<std::uint64_t> size() const override { return size_; }

  private:
    std::uint64_t size_;
    std::uint64_t position_ = 0;
};

// The words for reading at an offset where there are none.
constexpr const char* no_offsets = "a pipe can be read only in order";

class Pipe : public DiskStream {
  public:
    using DiskStream::DiskStream;

    std::optional<std::size_t> read(char* into, std::size_t most) override {
        return repeat([&] { return ::read(descriptor(), into, std::min(most, most_at_once)); });
    }

    std::optional<std::size_t> read_at(std::uint64_t /*offset*/, char* /*into*/,
                                       std::size_t /*most*/) override {
        out_of_order_ = true;
        return std::nullopt;
    }

    std::optional<std::uint64_t> size() const override { return std::nullopt; }
    std::string why() const override { return out_of_order_ ? no_offsets : DiskStream::why(); }

  private:
    std::atomic<bool> out_of_order_ = false;
};

class StandardStream : public ByteStream {
  public:
    explicit StandardStream(std::istream& stream) : stream_(stream) {}

    std::optional<std::size_t> read(char* into, std::size_t most) override {
        stream_.read(into, static_cast<std::streamsize>(std::min(most, most_at_once)));
        if (stream_.bad()) {
            why_ = "reading failed before the end";
            return std::nullopt;
        }
        return static_cast<std::size_t>(stream_.gcount());
    }

    std::optional<std::size_t> read_at(std::uint64_t /*offset*/, char* /*into*/,
                                       std::size_t /*most*/) override {
        why_ = no_offsets;
        return std::nullopt;
    }

    std::optional<std::uint64_t> size() const override { return std::nullopt; }
    std::string why() const override { return why_; }

  private:
    std::istream& stream_;
    std::string why_;
};

// Whether a file has no bytes of its own but what the system says when it is read, which may change
// something, or never end.
bool is_made_up(const struct statfs& system) {
    constexpr auto made_up = std::to_array<decltype(system.f_type)>(
        {PROC_SUPER_MAGIC, SYSFS_MAGIC, DEBUGFS_MAGIC, TRACEFS_MAGIC, SECURITYFS_MAGIC,
         CGROUP_SUPER_MAGIC, CGROUP2_SUPER_MAGIC, DEVPTS_SUPER_MAGIC});
    return std::find(made_up.begin(), made_up.end(), system.f_type) != made_up.end();
}

// Opens a file without following a link anywhere in its path, or waiting for a pipe: between the
// look at a path and its opening somebody may put another thing there. Systems before Linux 5.6
// see to the last name alone.
int open_without_links(const std::string& path) {
    constexpr unsigned flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW;
    struct open_how how {};
    how.flags = flags;
    how.resolve = RESOLVE_NO_SYMLINKS;
    long number = -1;
    do {
        number = syscall(SYS_openat2, AT_FDCWD, path.c_str(), &how, sizeof how);
    } while (number < 0 && (errno == EINTR || errno == EAGAIN));
    if (number < 0 && (errno == ENOSYS || errno == EPERM)) {
        number = open(path.c_str(), static_cast<int>(flags));
    }
    return static_cast<int>(number);
}

}  // namespace

std::unique_ptr<ByteStream> open_on_disk(const std::string& path, std::error_code& error) {
    int number = -1;
    do {
        number = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (number < 0 && errno == EINTR);
    struct stat status {};
    if (number < 0 || fstat(number, &status) != 0) {
        error = std::error_code(errno, std::generic_category());
        if (number >= 0) close(number);
        return nullptr;
    }
    if (S_ISREG(status.st_mode)) {
        return std::make_unique<RegularFile>(number, static_cast<std::uint64_t>(status.st_size));
    }
    return std::make_unique<Pipe>(number);
}

std::unique_ptr<ByteStream> open_regular_on_disk(const std::string& path, std::error_code& error) {
    struct stat status {};
    struct statfs system {};
    if (lstat(path.c_str(), &status) != 0 || statfs(path.c_str(), &system) != 0) {
        error = std::error_code(errno, std::generic_category());
        return nullptr;
    }
    if (!S_ISREG(status.st_mode) || is_made_up(system)) {
        error = std::make_error_code(S_ISDIR(status.st_mode) ? std::errc::is_a_directory
                                                             : std::errc::not_supported);
        return nullptr;
    }
    const int number = open_without_links(path);
    // What was looked at may have been exchanged since: what counts is what is open now.
    if (number < 0 || fstat(number, &status) != 0) {
        error = std::error_code(errno, std::generic_category());
    } else if (!S_ISREG(status.st_mode)) {
        error = std::make_error_code(std::errc::not_supported);
    } else {
        return std::make_unique<RegularFile>(number, static_cast<std::uint64_t>(status.st_size));
    }
    if (number >= 0) close(number);
    return nullptr;
}

std::unique_ptr<ByteStream> stream_of(std::istream& stream) {
    return std::make_unique<StandardStream>(stream);
}

}  // namespace flopledger
