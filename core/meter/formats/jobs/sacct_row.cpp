// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/jobs/sacct_row.hpp"

#include <algorithm>

#include "core/base/ascii.hpp"
#include "core/meter/formats/jobs/slurm_resources.hpp"
#include "core/meter/words/decimal.hpp"
#include "core/meter/words/log_time.hpp"
#include "core/text/words/safe_text.hpp"

namespace flopledger {

namespace {

using Kind = SacctRow::Kind;
using Fields = std::vector<std::string_view>;

// In the order of the enumerators.
constexpr auto column_names = std::to_array<std::string_view>(
    {"jobid", "jobidraw", "jobname", "state", "start", "end", "elapsed", "elapsedraw", "alloctres",
     "allocgres", "allocnodes", "consumedenergyraw", "user", "nodelist", "cluster"});
static_assert(column_names.size() == sacct_column_count);

constexpr auto free_text_names = std::to_array<std::string_view>(
    {"jobname", "comment", "admincomment", "systemcomment", "submitline", "workdir", "extra",
     "constraints", "reason", "wckey", "reservation", "container"});

constexpr auto other_time_names = std::to_array<std::string_view>({"submit", "eligible"});

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view take_digits(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

enum class IdKind { none, job, step };

// `123`, an array's `123_4` or `123_[5-8%2]`, a component of several `123+1`; behind a point the
// step: `123.batch`, `123_4.0`.
IdKind kind_of_id(std::string_view id) {
    if (take_digits(id).empty()) return IdKind::none;
    if (id.starts_with("_[")) {
        const std::size_t closed = id.find(']');
        if (closed == std::string_view::npos) return IdKind::none;
        id.remove_prefix(closed + 1);
    } else if (id.starts_with('_')) {
        id.remove_prefix(1);
        if (take_digits(id).empty()) return IdKind::none;
    }
    if (id.starts_with('+')) {
        id.remove_prefix(1);
        if (take_digits(id).empty()) return IdKind::none;
    }
    if (id.empty()) return IdKind::job;
    const auto fits = [](char letter) {
        return is_digit(letter) || (letter >= 'a' && letter <= 'z') || letter == '+' ||
               letter == '_' || letter == '-';
    };
    id.remove_prefix(1);
    const bool step = *(id.data() - 1) == '.' && !id.empty();
    return step && std::all_of(id.begin(), id.end(), fits) ? IdKind::step : IdKind::none;
}

// All ids by which a job may be meant: its own, that of its array's task, of the whole array, of
// the first of several components.
std::vector<std::string> ids_of(std::string_view raw, std::string_view id) {
    std::vector<std::string> ids;
    for (const std::string_view one :
         {raw, id, id.substr(0, id.find('_')), id.substr(0, id.find('+'))}) {
        const bool known = std::find(ids.begin(), ids.end(), one) != ids.end();
        if (!one.empty() && !known) ids.emplace_back(one);
    }
    return ids;
}

// A moment of a row: none (not yet, or never), or one that can be read, or neither.
struct Moment {
    bool readable = false;
    std::optional<std::int64_t> seconds;
};

Moment moment(std::string_view text, Meter& meter, std::int64_t previous) {
    if (text == "Unknown" || text == "None" || is_missing(text)) return {true, std::nullopt};
    if (const auto local = parse_log_time(text)) {
        return {true, meter.utc(*local, previous) / 1000};
    }
    if (const auto epoch = parse_epoch_time(text)) return {true, *epoch / 1000};
    return {};
}

// A row whose fields stand where the header says.
class RowReader {
  public:
    RowReader(const SacctHeader& header, const Fields& fields, Meter& meter)
        : header_(header), fields_(fields), meter_(meter) {}

    SacctRow read() {
        const std::string_view raw = field(SacctColumn::job_id_raw);
        const std::string_view id = field(SacctColumn::job_id);
        const std::string_view known = raw.empty() ? id : raw;
        const IdKind kind = kind_of_id(known);
        if (kind == IdKind::none || (!id.empty() && kind_of_id(id) != kind)) return reject();
        row_.job.job = known.substr(0, known.find('.'));
        row_.job.cluster = safe_text(field(SacctColumn::cluster));
        if (place(SacctColumn::cluster) && row_.job.cluster.empty()) {
            row_.job.cluster = unnamed_cluster;
        }
        if (kind == IdKind::step) {
            const auto chips = chips_of_tres(field(SacctColumn::tres));
            row_.resources.names_chips = chips && chips->named();
            row_.kind = Kind::step;
            return row_;
        }
        row_.job.name = safe_text(field(SacctColumn::job_name));
        row_.place = {ids_of(raw, id), safe_text(field(SacctColumn::user)),
                      std::string(field(SacctColumn::node_list))};
        if (const auto state = slurm_state(field(SacctColumn::state))) {
            row_.job.state = *state;
        } else if (place(SacctColumn::state)) {
            return reject();
        }
        for (const std::size_t time : header_.other_times) {
            if (!moment(fields_[time], meter_, 0).readable) return reject(Rejection::no_time);
        }
        return read_chips() && read_times() ? row_ : reject(row_.reason);
    }

  private:
    std::optional<std::size_t> place(SacctColumn column) const {
        return header_.places[static_cast<std::size_t>(column)];
    }
    std::string_view field(SacctColumn column) const {
        const auto at = place(column);
        return at ? fields_[*at] : std::string_view();
    }
    SacctRow reject(Rejection reason = Rejection::torn) {
        row_.kind = Kind::rejected;
        row_.reason = reason;
        return row_;
    }
    bool fail(Rejection reason) {
        row_.reason = reason;
        return false;
    }

    bool read_times() {
        const std::string_view raw = field(SacctColumn::elapsed_raw);
        const std::string_view text = field(SacctColumn::elapsed);
        const auto elapsed = raw.empty() ? slurm_duration(text) : slurm_number(raw);
        if (!elapsed && !(raw.empty() && text.empty())) return fail(Rejection::bad_number);
        const Moment start = moment(field(SacctColumn::start), meter_, 0);
        const Moment end =
            moment(field(SacctColumn::end), meter_, start.seconds.value_or(0) * 1000);
        if (!start.readable || !end.readable) return fail(Rejection::no_time);
        if (!start.seconds) {
            // Without a start nothing was given; but that must be said.
            row_.kind = Kind::never_began;
            const bool said = place(SacctColumn::start) && elapsed.value_or(0) == 0;
            return said || fail(Rejection::no_time);
        }
        if (!elapsed) return fail(Rejection::no_time);
        row_.kind = Kind::job;
        row_.job.start = *start.seconds;
        row_.job.end = end.seconds.value_or(0);
        row_.job.seconds = *elapsed;
        return true;
    }

    bool read_chips() {
        const auto joules = slurm_joules(field(SacctColumn::energy));
        const std::string_view tres = field(SacctColumn::tres);
        auto chips = chips_of_tres(tres);
        if (!joules || !chips) return fail(Rejection::bad_number);
        row_.job.joules = *joules;
        const std::string_view gres = field(SacctColumn::gres);
        const auto nodes = slurm_number(field(SacctColumn::nodes));
        if (!chips->named() && !gres.empty()) {
            // What a node has of each kind, from before the cluster accounted for all of them.
            chips = chips_of_gres(gres, nodes.value_or(1));
            if (!chips || (chips->named() && !nodes)) return fail(Rejection::bad_number);
        }
        const auto count = chips->count(nodes ? nodes : slurm_nodes(tres));
        row_.resources = {chips->named(), chips->shared(), chips->unread(),
                          place(SacctColumn::tres) && tres.empty() && gres.empty()};
        if (!count) return fail(Rejection::out_of_range);
        row_.job.chips = *count;
        row_.job.chip_type = safe_text(chips->type());
        return true;
    }

    const SacctHeader& header_;
    const Fields& fields_;
    Meter& meter_;
    SacctRow row_;
};

}  // namespace

bool SacctHeader::reads(std::size_t place) const {
    return std::find(places.begin(), places.end(), place) != places.end();
}

bool SacctHeader::only_selects(std::size_t place) const {
    return places[static_cast<std::size_t>(SacctColumn::user)] == place ||
           places[static_cast<std::size_t>(SacctColumn::node_list)] == place;
}

std::optional<SacctHeader> sacct_header(const Fields& names) {
    SacctHeader header;
    header.size = names.size();
    std::optional<std::size_t> nodes;
    for (std::size_t place = 0; place < names.size(); ++place) {
        const auto is_letter = [](char letter) {
            return is_digit(letter) || (letter >= 'a' && letter <= 'z');
        };
        std::string name = lower_case(names[place]);
        if (name == "clustername") name = "cluster";
        if (!std::all_of(name.begin(), name.end(), is_letter)) return std::nullopt;
        const auto known = std::find(column_names.begin(), column_names.end(), name);
        if (known != column_names.end()) {
            auto& first = header.places[static_cast<std::size_t>(known - column_names.begin())];
            if (!first) first = place;
        }
        if (name == "nnodes") nodes = place;  // of a job that ran, the same as AllocNodes
        if (is_among(free_text_names, name)) header.free_texts.push_back(place);
        if (is_among(other_time_names, name)) header.other_times.push_back(place);
    }
    auto& allocated = header.places[static_cast<std::size_t>(SacctColumn::nodes)];
    if (!allocated) allocated = nodes;
    const auto has = [&](SacctColumn column) {
        return header.places[static_cast<std::size_t>(column)].has_value();
    };
    const bool job = has(SacctColumn::job_id) || has(SacctColumn::job_id_raw);
    const bool more = has(SacctColumn::state) || has(SacctColumn::start) || has(SacctColumn::end) ||
                      has(SacctColumn::tres) || has(SacctColumn::elapsed) ||
                      has(SacctColumn::elapsed_raw);
    if (!job || !more) return std::nullopt;
    return header;
}

SacctRow sacct_row(const SacctHeader& header, const Fields& fields, Meter& meter) {
    return RowReader(header, fields, meter).read();
}

SacctRow sacct_row_of_too_many(const SacctHeader& header, const Fields& fields, Meter& meter) {
    const auto extra = static_cast<std::ptrdiff_t>(fields.size() - header.size);
    std::optional<SacctRow> found;
    for (const std::size_t text : header.free_texts) {
        // The text is taken to hold all delimiters that are too many.
        Fields aligned = fields;
        const auto first = aligned.begin() + static_cast<std::ptrdiff_t>(text);
        const char* begin = first->data();
        const char* end = (first + extra)->data() + (first + extra)->size();
        *first = std::string_view(begin, static_cast<std::size_t>(end - begin));
        aligned.erase(first + 1, first + 1 + extra);
        SacctRow row = sacct_row(header, aligned, meter);
        if (row.kind == Kind::rejected) continue;
        if (found) {
            row.job.name = found->job.name;
            const bool same = row.kind == found->kind && row.job == found->job &&
                              row.resources == found->resources;
            if (!same) return {};
        }
        if (!found) found = std::move(row);
    }
    return found.value_or(SacctRow());
}

}  // namespace flopledger
