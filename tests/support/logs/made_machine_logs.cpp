// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdint>

#include "tests/support/logs/made_logs.hpp"

namespace flopledger {

namespace {

constexpr std::int64_t first_second = 1'772'445'600;  // 2026-03-02 10:00:00 UTC

// The value, unless its counter is the one that stands at zero.
std::string value_of(const MadeLog& made, std::string_view name, std::string text) {
    return made.zero == name ? std::string("0") : std::move(text);
}

}  // namespace

std::vector<MadeReading> made_poll(const MadeLog& made, int number) {
    std::vector<MadeReading> rows;
    for (int device = 0; device < made_devices; ++device) {
        MadeReading row;
        const int watts = 640 + device + number % 5;
        row.busy = value_of(made, "busy", fmt::format("{}", 94 + device + number % 3));
        row.power = value_of(made, "power", fmt::format("{}.5", watts));
        row.tensor = value_of(made, "tensor", fmt::format("0.4{}{}", device, number % 7));
        row.sm = value_of(made, "sm", fmt::format("0.6{}{}", device, number % 7));
        row.engine = value_of(made, "engine", fmt::format("0.9{}{}", device, number % 7));
        row.clock = "1980";
        const std::int64_t joules = 1'000'000'000LL * (device + 1) + 30LL * number * (640 + device);
        row.millijoules = fmt::format("{}", made.zero == "energy" ? 0 : joules * 1000);
        row.device = device;
        const int named = made.same && device == 1 ? 0 : device;
        if (made.identity) {
            row.index = fmt::format("{}", named);
            row.uuid = fmt::format("GPU-{}0000000-1111-2222-3333-444444444444", named);
        }
        row.second = first_second + 30LL * number;
        row.date = "2026-03-02";
        row.clock_time = fmt::format("10:{:02}:{:02}", number / 2, 30 * (number % 2));
        rows.push_back(row);
    }
    return rows;
}

namespace {

// `field, ` where the rows say which device they are about, else nothing.
std::string with(const std::string& field, std::string_view separator = ", ") {
    return field.empty() ? "" : field + std::string(separator);
}

std::string nvidia_smi(const MadeLog& made) {
    const std::string who = made.identity ? "index, " : "";
    return made_rows(made, "timestamp, " + who + "name, utilization.gpu [%], power.draw [W]\n",
                     [](const MadeReading& row) {
                         return fmt::format(
                             "2026/03/02 {}.10{}, {}NVIDIA H100 80GB HBM3, {} %, {} W\n",
                             row.clock_time, row.device, with(row.index), row.busy, row.power);
                     });
}

std::string nvidia_smi_uuid(const MadeLog& made) {
    const std::string who = made.identity ? "uuid, " : "";
    return made_rows(made, "timestamp, " + who + "name, utilization.gpu [%], power.draw [W]\n",
                     [](const MadeReading& row) {
                         return fmt::format(
                             "2026/03/02 {}.100, {}NVIDIA H100 80GB HBM3, {} %, {} W\n",
                             row.clock_time, with(row.uuid), row.busy, row.power);
                     });
}

std::string mapped_csv(const MadeLog& made) {
    const std::string who = made.identity ? "dev," : "";
    return made_rows(made, "when," + who + "load,draw\n", [](const MadeReading& row) {
        return fmt::format("{},{}{},{}\n", row.second, with(row.index, ","), row.busy, row.power);
    });
}

std::string dmon(const MadeLog& made) {
    const std::string gpu = made.identity ? "  gpu" : "";
    const std::string idx = made.identity ? "  Idx" : "";
    return made_rows(made,
                     "#Date       Time      " + gpu +
                         "    pwr  gtemp     sm\n#YYYYMMDD   HH:MM:SS  " + idx +
                         "      W      C      %\n",
                     [](const MadeReading& row) {
                         const std::string index = row.index.empty() ? "" : "    " + row.index;
                         const std::string watts = row.power.substr(0, row.power.find('.'));
                         return fmt::format(" 20260302   {}  {}    {}     61     {}\n",
                                            row.clock_time, index, watts, row.busy);
                     });
}

std::string dcgmi(const MadeLog& made) {
    std::string text;
    for (int number = 0; number < made_polls; ++number) {
        for (const MadeReading& row : made_poll(made, number)) {
            if (row.device == 0 && number % 10 == 0) {
                text += "#Entity   TENSO     SMACT     POWER     GPUTL     SMCLK\nID\n";
            }
            const std::string entity = row.index.empty() ? "" : "GPU " + row.index + "     ";
            text +=
                fmt::format("{} {} {}{}     {}     {}     {}        {}\n", row.date, row.clock_time,
                            entity, row.tensor, row.sm, row.power, row.busy, row.clock);
        }
    }
    return text;
}

std::string amd_csv(const MadeLog& made) {
    const std::string who = made.identity ? "gpu," : "";
    return made_rows(made, "timestamp," + who + "gfx_activity,socket_power\n",
                     [](const MadeReading& row) {
                         return fmt::format("{},{}{},{}\n", row.second, with(row.index, ","),
                                            row.busy, row.power);
                     });
}

std::string amd_json(const MadeLog& made) {
    return made_rows(made, "", [](const MadeReading& row) {
        const std::string who = row.index.empty() ? "" : "\"gpu\": " + row.index + ", ";
        return fmt::format(
            R"([{{"timestamp": {}, {}"usage": {{"gfx_activity": {{"value": {}, "unit": "%"}}}}, )"
            R"("power": {{"socket_power": {{"value": {}, "unit": "W"}}}}}}])"
            "\n",
            row.second, who, row.busy, row.power);
    });
}

std::string rocm_csv(const MadeLog& made) {
    std::string text;
    for (int number = 0; number < made_polls; ++number) {
        text += made.identity ? "device," : "";
        text += "GPU use (%),Average Graphics Package Power (W)\n";
        for (const MadeReading& row : made_poll(made, number)) {
            const std::string card = row.index.empty() ? "" : "card" + row.index + ",";
            text += fmt::format("{}{},{}\n", card, row.busy, row.power);
        }
        text += "\n";
    }
    return text;
}

std::string rocm_json(const MadeLog& made) {
    std::string text;
    for (int number = 0; number < made_polls; ++number) {
        std::string cards;
        for (const MadeReading& row : made_poll(made, number)) {
            cards += cards.empty() ? "" : ", ";
            cards += fmt::format(
                R"x("{}": {{"GPU use (%)": "{}", "Average Graphics Package Power (W)": "{}"}})x",
                row.index.empty() ? "board" : "card" + row.index, row.busy, row.power);
        }
        text += "{" + cards + "}\n";
    }
    return text;
}

std::string neuron(const MadeLog& made) {
    std::string text;
    for (int number = 0; number < made_polls; ++number) {
        std::string cores;
        for (const MadeReading& row : made_poll(made, number)) {
            cores += cores.empty() ? "" : ", ";
            cores +=
                fmt::format(R"("{}": {{"neuroncore_utilization": {}, "flops": 80000000000000}})",
                            row.index.empty() ? "core" : row.index, row.busy);
        }
        text += fmt::format(
            R"({{"neuron_runtime_data": [{{"report": {{"neuroncore_counters": )"
            R"({{"neuroncores_in_use": {{{}}}, "error": ""}}}}}}], "instance_info": )"
            R"({{"instance_id": "i-1"}}, "neuron_hardware_info": {{"neuron_device_type": )"
            R"("trainium2", "neuron_device_count": 4, "neuroncore_per_device_count": 1}}, )"
            R"("timestamp": {}}})"
            "\n",
            cores, first_second + 30LL * number);
    }
    return text;
}

}  // namespace

std::vector<LogMaker> machine_log_makers() {
    const std::vector<std::string> host{"--host", "n1"};
    const std::vector<std::string> clock{"--host",     "n1", "--start", "2026-03-02T10:00:00Z",
                                         "--interval", "30s"};
    const std::vector<std::string> all{"busy", "power", "tensor", "sm"};
    const std::vector<std::string> two{"busy", "power"};
    return {
        {"nvidia-smi",
         "a.csv",
         {"index", "utilization.gpu", "power.draw", "timestamp"},
         two,
         host,
         nvidia_smi},
        {"nvidia-smi",
         "uuid.csv",
         {"uuid", "utilization.gpu", "power.draw", "timestamp"},
         two,
         host,
         nvidia_smi_uuid},
        {"csv",
         "mapped.csv",
         {"when", "dev", "load", "draw"},
         two,
         {"--host", "n1", "--map", "when=time:s", "--map", "dev=index", "--map",
          "load=gpu_utilization:percent", "--map", "draw=power:W"},
         mapped_csv},
        {"nvidia-smi-dmon", "dmon.txt", {"gpu ", "pwr", "sm"}, two, host, dmon},
        {"dcgmi-dmon",
         "dcgmi.txt",
         {"TENSO", "SMACT", "POWER", "GPUTL", "SMCLK"},
         all,
         host,
         dcgmi},
        {"amd-smi-csv", "amd.csv", {"gpu", "gfx_activity", "socket_power"}, two, host, amd_csv},
        {"amd-smi-json",
         "amd.json",
         {"\"gpu\"", "gfx_activity", "socket_power"},
         two,
         host,
         amd_json},
        {"rocm-smi-csv",
         "rocm.csv",
         {"device", "GPU use (%)", "Package Power (W)"},
         two,
         clock,
         rocm_csv},
        {"rocm-smi-json", "rocm.json", {"GPU use (%)", "Package Power (W)"}, two, clock, rocm_json},
        {"neuron-monitor",
         "neuron.jsonl",
         {"neuroncore_utilization", "neuroncores_in_use"},
         {"busy"},
         {},
         neuron,
         "",
         "aws-trainium2"},
    };
}

}  // namespace flopledger
