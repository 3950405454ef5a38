// SPDX-License-Identifier: Apache-2.0
// Catalogues as people keep them: what columns and notes say is taken together, and where it may be
// meant as it stands nothing is told.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/program_run.hpp"

using namespace flopledger;

namespace {

using Json = nlohmann::ordered_json;

// The contradictions of the last row of a catalogue, each as `kind cause`.
std::vector<std::string> found_in(const std::string& catalogue) {
    const ProgramRun shown = run_program({"audit", "-", "--all", "--format", "json"}, catalogue);
    REQUIRE_MESSAGE(shown.err == "", shown.err);
    std::vector<std::string> found;
    const Json result = Json::parse(shown.out);
    for (const Json& one : result["rows"].back()["contradictions"]) {
        found.push_back(one["kind"].get<std::string>() + " " +
                        one["causes"][0]["name"].get<std::string>());
    }
    return found;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("field: passes beside tokens") {
    const std::string header = "model,training_flop,parameters,tokens,epochs\n";
    // 6 x 7e9 x 1e12 are 4.2e22; four passes make 1.68e23.
    CHECK(found_in(header + "m,1.68e23,7e9,1e12,4\n").empty());
    CHECK(found_in(header + "m,4.2e22,7e9,1e12,4\n").empty());
    CHECK(found_in(header + "m,2.1e22,7e9,1e12,0.5\n").empty());
    CHECK(found_in(header + "m,8.4e23,7e9,1e12,4\n").size() == 1);
    CHECK(found_in(header + "m,1.68e23,7e9,1e12,\n").size() == 1);
    // Where no compute is stated, all passes count against the thresholds.
    const ProgramRun open =
        run_program({"audit", "-", "--format", "json"}, header + "m,,70e9,6e12,10\nn,1e20,,,\n");
    CHECK(open.out.find("\"m\"") != std::string::npos);
    // As the notes say it.
    const std::string noted = "model,training_flop,parameters,notes\n";
    CHECK(found_in(noted + "m,7.02e22,13e9,\"\"\"trained on 300B tokens for 3 epochs\"\"\"\n")
              .empty());
    CHECK(found_in(noted + "m,3.6e22,3e9,\"\"\"trained on 1T tokens, 2 passes\"\"\"\n").empty());
}

TEST_CASE("field: chips x hours beside chip-hours") {
    const std::string header = "model,training_flop,chip,chips,hours,chip_hours\n";
    const std::string run = "m,1e22,nvidia-a100-sxm4-80,256,100,";
    CHECK(found_in(header + run + "25600\n").empty());
    // Chips that come and go.
    CHECK(found_in(header + run + "20000\n").empty());
    CHECK(found_in(header + run + "100\n") == Found{"methods-disagree chips-left-out"});
    CHECK(found_in(header + run + "614400\n") == Found{"methods-disagree wrong-time-unit"});
    CHECK(found_in(header + run + "204800\n") == Found{"methods-disagree chips-left-out"});
    CHECK(found_in(header + run + "256000\n") == Found{"methods-disagree unit-slip"});
    CHECK(found_in(header + run + "51200\n") == Found{"methods-disagree unknown-cause"});
}

TEST_CASE("field: energy beyond physics") {
    const std::string header = "model,training_flop,chip,chip_hours,energy_kwh\n";
    // 10,000 hours of a chip of 400 W are 4,000 kWh, and 1.12e22 FLOP at the peak.
    const std::string run = ",nvidia-a100-sxm4-80,10000,";
    CHECK(found_in(header + "m,5e21" + run + "6000\n").empty());
    CHECK(found_in(header + "m,5e21" + run + "11000\n").empty());
    CHECK(found_in(header + "m,5e21" + run + "40000\n") == Found{"power-over-board unit-slip"});
    CHECK(found_in(header + "m,5e21" + run + "15000\n") ==
          Found{"power-over-board chip-hours-of-a-part"});
    const Found little = found_in(header + "m,5e21" + run + "4\n");
    REQUIRE(!little.empty());
    CHECK(little[0].starts_with("energy-below-physics"));
    CHECK(found_in(header + "m,5e21" + run + "1500\n").empty());
    // Only what holds for every chip that may have run.
    CHECK(found_in("model,training_flop,chip,chip_hours,energy_kwh\n"
                   "m,5e21,\"nvidia-a100-sxm4-80,nvidia-h100-sxm5-80\",10000,15000\n")
              .empty());
}

TEST_CASE("field: a peak that the notes name") {
    const std::string header = "model,training_flop,precision,chip,chips,hours,notes\n";
    // 2.25e21 are all that an A100 does in 2,000 hours in 16 bits, 1.12e21 in TF32.
    const std::string tf32 = "m,1.5e21,tf32,nvidia-a100-sxm4-80,20,100,";
    CHECK(found_in(header + tf32 + "\n").size() == 1);
    CHECK(found_in(header + tf32 + "trained in mixed precision with fp16\n").empty());
    CHECK(found_in(header + tf32 + "20 * 100 * 3600 * 312e12 FLOP/s * 0.668 = 1.5e21\n").empty());
    const std::string volta = "m,5e20,fp32,nvidia-v100-sxm2-32,20,100,";
    CHECK(found_in(header + volta + "\n").size() == 1);
    CHECK(found_in(header + volta + "FP16 on a V100\n").empty());
    // A share of the TF32 peak, called so, is no other peak taken by mistake.
    const std::string plain = "model,training_flop,chip,notes\nm,3.37e20,nvidia-a100-sxm4-80,";
    CHECK(found_in(plain + "20 GPUs * 100 * 3600 * 156e12 FLOP/s * 0.3 utilization = 3.37e20\n") ==
          Found{"peak-differs wrong-peak-precision"});
    CHECK(found_in(plain + "\"TF32: 20 GPUs * 100 * 3600 * 156e12 FLOP/s * 0.3 utilization = "
                           "3.37e20\"\n")
              .empty());
}

TEST_CASE("field: a factor that stands in the sentence before") {
    const std::string header = "model,training_flop,parameters,notes\n";
    const std::string wrong = "1024 * 312e12 FLOP/s * 30 * 86400 s = ";
    CHECK(found_in(header + "m,2.48e23,,\"" + wrong + "2.48e23\"\n") ==
          Found{"equation-wrong unknown-cause"});
    CHECK(found_in(header + "m,2.48e23,,\"We assume a utilization of 30%. " + wrong + "2.48e23\"\n")
              .empty());
    CHECK(found_in(header + "m,2.48e23,,\"Utilization was 0.3:\n" + wrong + "2.48e23\"\n").empty());
    CHECK(found_in(header + "m,1.05e23,7e9,\"The data were passed 2.5 times.\n6 * 7e9 * 1e12 = "
                            "1.05e23\"\n")
              .empty());
    CHECK(found_in(header + "m,,,\"Llama has 6.7B parameters. A 3.25B model. 3.25 * 500B * 6 = "
                            "9.75e21\"\n")
              .empty());
    // A factor of seconds beside hours, read either way, and one of chips.
    CHECK(found_in(header + "m,1.5e23,,\"The run used 512 GPUs. 989e12 FLOP/s * 0.4 utilization * "
                            "205.8 h * 3600 = 1.5e23\"\n")
              .empty());
    // Neither a digit too many nor a number from elsewhere is excused.
    CHECK(found_in(header + "m,4.2e23,7e9,\"It took 10 days. 6 * 7e9 * 1e12 = 4.2e23\"\n").size() >=
          1);
    CHECK(found_in(header + "m,2.48e23,,\"It ran at 30%.\nOn A100.\nIn two months.\n" + wrong +
                   "2.48e23\"\n") == Found{"equation-wrong unknown-cause"});
}

TEST_CASE("field: causes that the row itself rules out") {
    // A mean is told once, and not as a rate over all time.
    const std::string timed = "model,training_flop,chip,chips,hours,mfu,notes\n";
    CHECK(found_in(timed +
                   "m,3.55e23,nvidia-a100-sxm4-40,768,1440,0.325,\"geometric mean: sqrt(4.037e23 * "
                   "3.12e23) = 3.549e23\"\n") == Found{"figures-averaged assumed-utilization"});
    // 6ND holds no recomputation.
    CHECK(
        found_in(timed + "m,1.26e24,nvidia-a100-sxm4-80,400,6480,0.382,6 * 3T * 70B = 1.26e24\n") ==
        Found{"methods-disagree claimed-utilization"});
    // What the HFU makes does.
    CHECK(found_in("model,training_flop,chip,chips,hours,mfu,hfu\n"
                   "m,2.39e23,nvidia-a100-sxm4-40,512,1270,0.246,0.327\n") ==
          Found{"methods-disagree recomputation"});
    // The count of a smaller model, and data of a suite of models.
    CHECK(found_in("model,training_flop,parameters,notes\n"
                   "m,2e23,204e9,\"82e9 parameters * 2 * 300e9 tokens * 3 = 1.476e23\"\n")
              .front() == "methods-disagree figure-carried-over");
    CHECK(found_in("model,training_flop,parameters,Dataset size notes\n"
                   "m,2.8e24,14e9,\"\"\"A suite of models trained on 9,000 trillion tokens\"\"\"\n")
              .empty());
    // A formula of the makers' own.
    CHECK(found_in("model,training_flop,parameters,active_parameters,tokens,notes\n"
                   "m,3.492e24,389e9,52e9,7e12,9.59 * 52e9 * 7e12 + 2.3e8 * 7e12 = 3.492e24\n")
              .empty());
    // The chip-hours of nodes of eight, though they exceed the peak.
    CHECK(found_in("model,training_flop,chip,chip_hours,mfu\n"
                   "m,5e22,nvidia-h100-sxm5-80,4386,0.4\n") ==
          Found{"utilization-over-one chips-left-out"});
    // The rate of all chips over the peak of one, and of one over that of all.
    CHECK(found_in("model,training_flop,chip,chips,hours,mfu\n"
                   "m,7e22,nvidia-h100-sxm5-80,64,768,0.00625\n") ==
          Found{"methods-disagree chips-left-out"});
    CHECK(found_in("model,training_flop,chip,chips,hours,mfu\n"
                   "m,7e18,nvidia-a100-sxm4-80,16,13.5,0.455\n") ==
          Found{"methods-disagree chips-left-out"});
}
