// SPDX-License-Identifier: Apache-2.0
#include "core/meter/formats/machines/mapped_csv.hpp"

#include <doctest/doctest.h>

#include "core/meter/formats/machines/mapped_columns.hpp"
#include "tests/support/logs/log_reading.hpp"

namespace flopledger {

namespace {

using Mapping = std::vector<ColumnMeaning>;

MeterOptions mapped(Mapping mapping) {
    MeterOptions options;
    options.mapping = std::move(mapping);
    return options;
}

const Mapping plain = {
    {"when", "time", "s"}, {"gpu", "index", ""}, {"busy", "gpu_utilization", ""}};

}  // namespace

TEST_CASE("mapped CSV: columns by name wherever they stand, delimiters by content, quotes") {
    const std::string told =
        "n1#a b () gpu_utilization: 1714564800500=9850 1714564801000=-;\n2 rows\n";
    for (const std::string& text : {
             std::string("when,gpu,busy\n1714564800.5,\"a b\",98.5\n1714564801,a b,N/A\n"),
             std::string("busy;memory;gpu;when\n98,5;\"1;2\";a b;1714564800,5\n;;a b;1714564801\n"),
             std::string("gpu\twhen\tbusy\na b\t1714564800.5\t98.5 %\na b\t1714564801\t-\n"),
             std::string("\"gpu\"|when|busy\na b|1714564800.5|98.5\na b|1714564801|nan\n"),
         }) {
        CAPTURE(text);
        CHECK(has_mapped_columns(text, plain));
        CHECK(mapped_csv_format.recognise(text) == Recognition::no);
        CHECK(read_log(mapped_csv_format, text, mapped(plain)) == told);
    }
    CHECK_FALSE(has_mapped_columns("when,gpu,idle\n", plain));
    CHECK_FALSE(has_mapped_columns("", plain));
    CHECK_FALSE(has_mapped_columns("when,gpu,busy\n", {}));
}

TEST_CASE("mapped CSV: every meaning, units of the mapping and of the header") {
    const Mapping all = {{"t", "time", "ms"},
                         {"u", "uuid", ""},
                         {"i", "instance", ""},
                         {"name", "chip", ""},
                         {"util", "gpu_utilization", "ratio"},
                         {"p", "power", ""},
                         {"ta", "tensor_active", "percent"},
                         {"clk", "sm_clock", "MHz"},
                         {"sm", "sm_active", ""},
                         {"e", "energy", "kWh"}};
    CHECK(!mapping_fault(all));
    CHECK(read_log(mapped_csv_format,
                   "t,u,i,name,util,p [mW],ta,clk,sm,e\n"
                   "1714564800000,GPU-1,1/0,H100,0.985,70200,88.5,1410,0.91,1.5\n",
                   mapped(all), "") ==
          "GPU-1/1/0 (H100) gpu_utilization+power: 1714564800000=9850/7020;\n"
          "GPU-1/1/0 (H100) tensor_active+tensor_clock: 1714564800000=885000/1247850000;\n"
          "GPU-1/1/0 (H100) sm_active: 1714564800000=910000;\n"
          "GPU-1/1/0 (H100) energy: 1714564800000=1105032704/1;\n"
          "1 rows\n");
    const Mapping alibaba = {{"timestamp_anon", "time", "s"},
                             {"container_ip", "host", ""},
                             {"value", "gpu_utilization", "percent"}};
    CHECK(read_log(mapped_csv_format, "value,timestamp_anon,container_ip\n12,1714564800,10.0.0.1\n",
                   mapped(alibaba))
              .find("1 no-device") != std::string::npos);
}

TEST_CASE("mapped CSV: what a number with a comma means is not guessed") {
    const auto busy = [](const std::string& value) {
        return read_log(mapped_csv_format, "gpu;when;busy\n0;1714564800;" + value + "\n",
                        mapped(plain));
    };
    CHECK(busy("46,19").find("=4619;") != std::string::npos);
    CHECK(busy("0,125").find("=12;") != std::string::npos);  // 0.125 %: ties go to even
    CHECK(busy("1,234") == "1 rows, 1 bad-number (2)\n");
    CHECK(busy("1.234,5") == "1 rows, 1 bad-number (2)\n");
    CHECK(busy("1,2,3") == "1 rows, 1 bad-number (2)\n");
    CHECK(read_log(mapped_csv_format, "gpu,when,busy\n0,1714564800,\"46,19\"\n", mapped(plain)) ==
          "1 rows, 1 bad-number (2)\n");
}

TEST_CASE("mapped CSV: rows that cannot be used, headers again, a torn end") {
    const std::string text =
        "when,gpu,busy\n"
        "1714564800,0,50\n"
        "when,gpu,busy\n"
        "13588420.8,0,50\n"  // counts from its own start
        "1714564801,0\n"
        "1714564802,0,50,1\n"
        "1714564803,\"0,50\n"
        "1714564804,,50\n"
        "1714564805,0,-1\n"
        "1714564806,0,5";
    CHECK(read_log(mapped_csv_format, text, mapped(plain)) ==
          "n1#0 () gpu_utilization: 1714564800000=5000;\n"
          "8 rows, 1 no-device (8), 1 no-time (4), 1 not-this-format (6), 1 out-of-range (9), "
          "3 torn (5 7 10)\n");
    CHECK(read_log(mapped_csv_format, "a,b\n1,2\n3,4\n", mapped(plain)) ==
          "3 rows, 3 not-this-format (1 2 3)\n");
    // Without a column of times they come from the user.
    MeterOptions options = mapped({{"gpu", "index", ""}, {"busy", "gpu_utilization", ""}});
    options.start = 1714564800000;
    options.interval = 1000;
    CHECK(read_log(mapped_csv_format, "gpu,busy,x\n0,1,\n1,2,\n0,3,\n1,4,", options) ==
          "n1#0 () gpu_utilization: 1714564800000=100 1714564801000=300;\n"
          "n1#1 () gpu_utilization: 1714564800000=200 1714564801000=400;\n"
          "4 rows, 1 columns-not-read (1)\n");
}

TEST_CASE("mapped CSV: headers of others that are known") {
    const std::string supercloud =
        "timestamp,gpu_index,utilization_gpu_pct,utilization_memory_pct,memory_free_MiB,"
        "memory_used_MiB,temperature_gpu,temperature_memory,power_draw_W,pcie_link_width_current\n"
        "1714564800.25,0,97,40,100,200,60,58,248.5,16\n"
        "1714564800.35,1,0,0,100,200,30,28,25,16";
    CHECK(mapped_csv_format.recognise(supercloud) == Recognition::yes);
    CHECK(read_log(mapped_csv_format, supercloud) ==
          "n1#0 () gpu_utilization+power: 1714564800250=9700/24850;\n"
          "n1#1 () gpu_utilization+power: 1714564800350=0/2500;\n"
          "2 rows\n");
    const std::string gaudi =
        "timestamp, name, uuid, power.draw [W], temperature.aip [C], utilization.aip [%]\n"
        "2024-05-01 12:00:00, HL-205, 00P1-HL2000A1-14-P64W98-10-03-11, 103, 32, 15\n";
    CHECK(mapped_csv_format.recognise(gaudi) == Recognition::yes);
    CHECK(recognise_format(gaudi, "")->name == "csv");
    CHECK(read_log(mapped_csv_format, gaudi, {}, "") ==
          "00P1-HL2000A1-14-P64W98-10-03-11 (HL-205) gpu_utilization+power: "
          "1714564800000=1500/10300;\n1 rows, zone assumed\n");
}

TEST_CASE("mapped CSV: what is wrong with a mapping") {
    CHECK(mapping_fault({{"a", "wattage", ""}}) == "a column cannot mean 'wattage'");
    CHECK(mapping_fault({{"a", "power", ""}, {"b", "power", ""}}) == "two columns mean 'power'");
    CHECK(mapping_fault({{"a", "power", "J"}}) == "'power' is not in 'J'");
    CHECK(mapping_fault({{"a", "time", "W"}}) == "'time' is not in 'W'");
    CHECK(mapping_fault({{"a", "host", "W"}}) == "'host' is not in 'W'");
    CHECK(mapping_fault({{"a", "host", ""}}) == "no column means something that is measured");
    CHECK(mapping_fault({{"a", "sm_clock", ""}}) ==
          "'sm_clock' says nothing without 'tensor_active'");
    CHECK(!mapping_fault({}));
}

}  // namespace flopledger
