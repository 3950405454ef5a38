// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/metrics/series_labels.hpp"

#include <algorithm>
#include <vector>

#include "core/base/ascii.hpp"
#include "core/meter/series/missing_ids.hpp"
#include "core/meter/words/decimal.hpp"

namespace flopledger {

namespace {

// What a label is about.
enum class Role {
    uuid,
    instance,
    host,
    target,
    bus,
    index,
    chip,
    job,
    pod,
    name_space,
    metric,
    partition,
    condition,
    accelerator,  // of a device plugin: a UUID, or else what tells devices of a host apart
    device_file,  // of anything; of an accelerator, if it is `nvidia3`
    region        // a part of the world in which the names of hosts are told apart
};

struct LabelMeaning {
    std::string_view name;
    Role role;
    std::uint8_t rank;  // higher ones go before lower ones
};

constexpr auto label_meanings = std::to_array<LabelMeaning>({
    {"DCGM_FI_DEV_UUID", Role::uuid, 1},
    {"GPU_I_ID", Role::instance, 1},
    {"GpuDeviceName", Role::chip, 2},
    {"GpuIndex", Role::index, 2},
    {"Hostname", Role::host, 9},
    {"UUID", Role::uuid, 3},
    {"__name__", Role::metric, 1},
    {"accelerator_id", Role::accelerator, 1},
    {"availability_zone", Role::region, 1},
    {"card", Role::index, 3},
    {"card_model", Role::chip, 1},
    {"card_series", Role::chip, 3},
    {"chassis", Role::region, 1},
    {"cluster", Role::region, 1},
    {"cluster_id", Role::region, 1},
    {"cluster_name", Role::region, 1},
    {"datacenter", Role::region, 1},
    {"dc", Role::region, 1},
    {"device", Role::device_file, 1},
    {"exported_host", Role::host, 6},
    {"exported_hostname", Role::host, 6},
    {"exported_instance", Role::target, 2},
    {"exported_namespace", Role::name_space, 1},
    {"exported_node", Role::host, 5},
    {"exported_pod", Role::pod, 1},
    {"gpu", Role::index, 5},
    {"gpu.model", Role::chip, 3},
    {"gpu.number", Role::index, 4},
    {"gpu.pipe", Role::condition, 1},
    {"gpu.uuid", Role::uuid, 2},
    {"gpu_id", Role::index, 4},
    {"gpu_index", Role::index, 4},
    {"gpu_model", Role::chip, 3},
    {"gpu_name", Role::chip, 3},
    {"gpu_number", Role::index, 4},
    {"gpu_partition_id", Role::partition, 1},
    {"gpu_pipe", Role::condition, 1},
    {"gpu_type", Role::chip, 2},
    {"gpu_uuid", Role::uuid, 2},
    {"host", Role::host, 7},
    {"host.name", Role::host, 7},
    {"host_name", Role::host, 7},
    {"hostname", Role::host, 8},
    {"hpc_job", Role::job, 4},
    {"hw.gpu.task", Role::condition, 1},
    {"hw.id", Role::index, 1},
    {"hw.name", Role::chip, 2},
    {"hw.type", Role::condition, 1},
    {"hw_gpu_task", Role::condition, 1},
    {"hw_id", Role::index, 1},
    {"hw_name", Role::chip, 2},
    {"hw_type", Role::condition, 1},
    {"index", Role::index, 1},
    {"instance", Role::target, 1},
    {"job_id", Role::job, 1},
    {"jobid", Role::job, 2},
    {"k8s.cluster.name", Role::region, 1},
    {"k8s.namespace.name", Role::name_space, 2},
    {"k8s.node.name", Role::host, 5},
    {"k8s.pod.name", Role::pod, 2},
    {"k8s_cluster", Role::region, 1},
    {"k8s_cluster_name", Role::region, 1},
    {"k8s_namespace_name", Role::name_space, 2},
    {"k8s_node_name", Role::host, 5},
    {"k8s_pod_name", Role::pod, 2},
    {"kubernetes_io_hostname", Role::host, 5},
    {"kubernetes_node", Role::host, 4},
    {"kubernetes_node_name", Role::host, 4},
    {"kubernetes_pod_name", Role::pod, 3},
    {"machine", Role::host, 3},
    {"minor_number", Role::index, 2},
    {"mode", Role::condition, 1},
    {"model", Role::chip, 1},
    {"modelName", Role::chip, 5},
    {"model_name", Role::chip, 4},
    {"name", Role::chip, 1},
    {"namespace", Role::name_space, 4},
    {"node", Role::host, 6},
    {"nodeName", Role::host, 6},
    {"node_name", Role::host, 5},
    {"nodename", Role::host, 6},
    {"pci_bus_id", Role::bus, 1},
    {"pod", Role::pod, 4},
    {"pod_name", Role::pod, 3},
    {"pod_namespace", Role::name_space, 3},
    {"rack", Role::region, 1},
    {"region", Role::region, 1},
    {"server", Role::host, 2},
    {"site", Role::region, 1},
    {"slurm_job_id", Role::job, 3},
    {"slurm_jobid", Role::job, 3},
    {"slurmjobid", Role::job, 3},
    {"uuid", Role::uuid, 3},
    {"vdie_id", Role::uuid, 1},
    {"zone", Role::region, 1},
});

static_assert(std::is_sorted(label_meanings.begin(), label_meanings.end(),
                             [](const LabelMeaning& left, const LabelMeaning& right) {
                                 return left.name < right.name;
                             }));

const LabelMeaning* label_meaning(std::string_view name) {
    const auto* found = std::lower_bound(
        label_meanings.begin(), label_meanings.end(), name,
        [](const LabelMeaning& meaning, std::string_view wanted) { return meaning.name < wanted; });
    return found != label_meanings.end() && found->name == name ? found : nullptr;
}

// Whether only accelerators have such a label: hosts, buses, and names that anything may have, tell
// nothing.
bool names_accelerator(const LabelMeaning& meaning) {
    constexpr auto of_anything = std::to_array<std::string_view>(
        {"hw.id", "hw.name", "hw_id", "hw_name", "index", "mode", "model", "model_name", "name"});
    const bool of_device = meaning.role == Role::uuid || meaning.role == Role::instance ||
                           meaning.role == Role::index || meaning.role == Role::chip ||
                           meaning.role == Role::partition || meaning.role == Role::accelerator;
    return of_device &&
           std::find(of_anything.begin(), of_anything.end(), meaning.name) == of_anything.end();
}

// The host of `node000:9400`, `10.0.0.1:9400` or `[fe80::1]:9400`.
std::string_view without_port(std::string_view target) {
    if (target.starts_with('[')) {
        const std::size_t end = target.find(']');
        return end == std::string_view::npos ? target : target.substr(1, end - 1);
    }
    const std::size_t colon = target.rfind(':');
    if (colon == std::string_view::npos || target.find(':') != colon) return target;
    return target.substr(0, colon);
}

}  // namespace

bool is_region_label(std::string_view name) {
    const LabelMeaning* meaning = label_meaning(name);
    return meaning != nullptr && meaning->role == Role::region;
}

void SeriesLabels::take(std::string_view name, std::string_view value) {
    const LabelMeaning* meaning = label_meaning(name);
    if (meaning == nullptr || value.empty()) return;
    Role role = meaning->role;
    of_accelerator_ = of_accelerator_ || names_accelerator(*meaning);
    if (role == Role::metric) {
        metric_ = value;
        return;
    }
    if (role == Role::partition) {
        zeros_say_nothing_ = value != "0";
        if (!zeros_say_nothing_) return;
        role = Role::instance;
    }
    if (role == Role::condition) {
        if (condition_count_ < conditions_.size()) conditions_[condition_count_++] = {name, value};
        return;
    }
    if (role == Role::target) {
        value = without_port(value);
        role = Role::host;
    }
    if (role == Role::accelerator) {
        role = is_global_id(value) ? Role::uuid : Role::index;
    }
    if (role == Role::uuid && is_no_uuid(value)) return;
    if ((role == Role::bus || role == Role::index) && is_no_id(value)) return;
    if (role == Role::device_file) {
        // Any other label says it better, whether it stands before or behind.
        constexpr std::string_view driver = "nvidia";
        const bool any = ranks_[static_cast<std::size_t>(Role::index)] != 0;
        const bool numbered =
            value.starts_with(driver) && is_all_digits(value.substr(driver.size()));
        if (numbered && !any) words_.index = value.substr(driver.size());
        return;
    }
    if (role == Role::job && (value == "0" || is_no_id(value))) return;
    // Pods may share a device that one exporter measures; a pod that a scrape kept from its target
    // beside that of the exporter says that targets differ.
    if (role == Role::host || role == Role::region || name == "exported_pod") {
        if (place_count_ < places_.size()) places_[place_count_++] = {name, value};
        if (role == Role::region) return;
    }
    std::uint8_t& rank = ranks_[static_cast<std::size_t>(role)];
    if (rank >= meaning->rank) return;
    rank = meaning->rank;
    // In the order of the roles.
    std::string_view* const into[] = {&words_.uuid, &words_.instance, &words_.host, nullptr,
                                      &words_.bus,  &words_.index,    &words_.chip, &words_.job,
                                      &pod_,        &name_space_};
    *into[static_cast<std::size_t>(role)] = value;
}

bool SeriesLabels::name_device(bool metric_speaks_of_accelerators) const {
    const std::string_view uuid = words_.uuid;
    const bool of_gpu = uuid.starts_with("GPU-") || uuid.starts_with("MIG-");
    if (of_gpu) return true;
    const bool typed = condition("hw.type") == "gpu" || condition("hw_type") == "gpu";
    const bool speaks = metric_speaks_of_accelerators || typed || (of_accelerator_ && uuid.empty());
    // `gpu="a100"` is a kind of device.
    const std::string_view index = words_.index;
    const bool number = !index.empty() && (is_digit(index.front()) || index.starts_with("card"));
    return speaks && (!uuid.empty() || !words_.bus.empty() || number);
}

bool SeriesLabels::of_instance() const {
    return (!words_.instance.empty() && !zeros_say_nothing_) || words_.uuid.starts_with("MIG-") ||
           words_.chip.find(" MIG ") != std::string_view::npos;
}

std::string SeriesLabels::pod() const {
    std::string name(pod_);
    if (!pod_.empty() && !name_space_.empty()) name.append(".").append(name_space_);
    return name;
}

std::string SeriesLabels::place() const {
    std::vector<std::string> others;
    for (std::size_t i = 0; i < place_count_; ++i) {
        if (places_[i].value == words_.host) continue;
        others.push_back(std::string(places_[i].name).append("=").append(places_[i].value));
    }
    std::sort(others.begin(), others.end());
    std::string text;
    for (const std::string& other : others) text += (text.empty() ? "" : ", ") + other;
    // A slash would divide the board.
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

std::string_view SeriesLabels::condition(std::string_view label) const {
    for (std::size_t i = 0; i < condition_count_; ++i) {
        if (conditions_[i].name == label) return conditions_[i].value;
    }
    return {};
}

const MetricSource* SeriesLabels::source(std::string_view metric) const {
    const MetricSource* source = metric_source(metric);
    if (source == nullptr || source->label.empty()) return source;
    const std::string_view value = condition(source->label);
    const bool fits = value.empty() ? source->may_lack : value == source->meaning;
    return fits ? source : nullptr;
}

std::string SeriesLabels::unread_name(std::string_view metric) const {
    std::string name(metric);
    const MetricSource* known = metric_source(metric);
    if (known == nullptr) return name;
    name.append("{").append(known->label).append("=").append(condition(known->label));
    return name += "}";
}

}  // namespace flopledger
