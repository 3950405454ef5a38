// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.hpp"
#include "core/base/diagnostic.hpp"
#include "core/facts/ledger/activity.hpp"
#include "core/facts/machines/chip.hpp"

namespace flopledger {

// What an equation in the notes of a row works out.
enum class EquationKind {
    operations,  // 6 x parameters x tokens, or with 2 x 3 for the six
    chip_time,   // chips x time x rate x utilization
    sum,         // of parts, such as a base model and its fine-tuning
    mean,        // the square root of a product: the geometric mean of two figures
    other,
};

// A calculation that the notes of a row write out, such as `6 * 37e9 * 14.8e12 = 3.29e24`. What is
// not understood to the last word is no equation. Where units leave several readings (hours counted
// as they are or as 3600 seconds), the one nearest to the stated result is taken.
struct NoteEquation {
    Place place;
    std::string text;  // as written, in one line
    EquationKind kind = EquationKind::other;
    Exact stated;                  // what the notes say it makes
    Exact computed;                // what it makes
    std::vector<Exact> factors;    // of a product, or the two under a square root
    std::vector<Exact> addends;    // of a sum, in every reading
    std::vector<Exact> rates;      // those of the factors called FLOP/s, in FLOP/s
    std::vector<Exact> shares;     // those of the factors called a utilization, up to one
    bool of_tokens = false;        // the result is a number of tokens rather than of FLOP
    bool assumed = false;          // the notes say that a factor of it is assumed
    bool lacks_six = false;        // parameters x tokens alone, or called 6ND without the six
    bool share_above_one = false;  // a utilization of more than 100 %
};

// A utilization that the notes give.
struct NoteUtilization {
    Exact share;
    bool hardware = false;  // HFU
    bool assumed = false;   // or follows from other figures of the row
};

// A figure that the notes take over from another model: "we estimated Whisper v1 as 4.65e22".
struct QuotedFigure {
    std::string model;
    Exact flop;
    Place place;
};

// What the notes of a row say in figures.
struct NoteClaims {
    std::vector<NoteEquation> equations;
    std::vector<Exact> flop;            // every amount large enough to be a training run's
    std::vector<Exact> tokens;          // trained on, or in the data
    std::vector<Exact> trained_tokens;  // trained on, as somebody is quoted
    std::vector<Exact> trained_words;   // the same in words
    std::vector<Exact> derived_tokens;  // what calculations of tokens make
    std::vector<Exact> active_parameters;
    std::vector<Exact> chip_hours;
    std::vector<Exact> estimates;     // FLOP that something "yields an estimate of"
    std::vector<Exact> total_flop;    // called those of all training
    std::vector<Exact> further_flop;  // called those of additional training
    std::vector<Exact> amounts;       // from a million on, of whatever
    std::vector<Exact> days;
    std::vector<Exact> passes;          // over the data: "for 3 epochs"
    std::vector<Precision> precisions;  // named, in which something runs or a peak is meant
    std::vector<NoteUtilization> utilizations;
    std::vector<QuotedFigure> quoted;
    bool names_tokens = false;   // the data are counted in tokens
    bool names_words = false;    // or in words
    bool names_experts = false;  // a mixture of experts
    bool names_base = false;     // a base model
    bool names_epochs = false;   // passes over the data are spoken of
    bool names_mean = false;     // a geometric mean is spoken of
};

// A name in the hardware column with the chips it may stand for: one, or several that share it.
struct HardwareName {
    std::string name;
    std::vector<std::shared_ptr<const Chip>> chips;
};

// One row of a survey of models: what its columns and notes claim. Columns that are not there,
// empty cells and cells that could not be read are nothing.
struct SurveyRow {
    Place place;
    std::string model;
    std::string organization;
    std::string domain;
    std::string confidence;
    std::optional<Date> published;
    std::optional<Exact> training_flop;
    std::optional<Exact> fine_tune_flop;
    std::optional<Exact> base_flop;
    std::optional<Exact> parameters;
    std::optional<Exact> active_parameters;
    std::optional<Exact> tokens;        // trained on, all passes
    std::optional<Exact> dataset_size;  // of whatever the data are counted in
    std::optional<Exact> epochs;
    std::optional<Exact> chips;
    std::optional<Exact> hours;
    std::optional<Exact> chip_hours;
    std::optional<Exact> mfu;
    std::optional<Exact> hfu;
    std::optional<Exact> energy_joules;
    std::optional<Exact> power_watts;
    std::optional<Precision> precision;
    std::vector<HardwareName> hardware;
    std::vector<std::string> base_models;
    NoteClaims training_notes;   // beside the training compute
    NoteClaims fine_tune_notes;  // beside the fine-tuning compute
    NoteClaims other_notes;      // beside parameters, data, time and all else
};

// The three of them.
inline constexpr std::array all_notes{&SurveyRow::training_notes, &SurveyRow::fine_tune_notes,
                                      &SurveyRow::other_notes};

// Something a survey is like, counted: how often, where first, and one example.
struct SurveyFinding {
    Finding finding;
    std::size_t count = 0;
    Place first;
};

// A survey of models, read: a table with a model a row, which its users call a catalogue.
struct Survey {
    std::string file;
    std::string sha256;
    std::size_t row_count = 0;  // rows below the header, those left out too
    std::vector<SurveyRow> rows;
    std::vector<SurveyFinding> findings;
};

}  // namespace flopledger
