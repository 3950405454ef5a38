// SPDX-License-Identifier: Apache-2.0
#include "core/report/words/lineage_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/figure_text.hpp"

namespace flopledger {

namespace {

using Totals = std::vector<const Total*>;

// A model of the graph, the first one aside an ancestor: a ledger, or a name with at most a figure.
struct Ancestor {
    std::string name;
    const LedgerCount* count = nullptr;  // null without a ledger
    const BaseModel* bare = nullptr;     // the first entry of a model without a ledger
};

// That one model is built on another, by their places.
struct Edge {
    std::size_t model = 0;
    std::size_t built_on = 0;
    const BaseModel* base = nullptr;
};

// Every model once, whether its ledger or, without one, its name is met again.
class Graph {
  public:
    explicit Graph(const LedgerCount& root) { add(root); }

    const std::vector<Ancestor>& models() const { return models_; }
    const std::vector<Edge>& edges() const { return edges_; }

  private:
    std::size_t add(const LedgerCount& count) {
        const auto [position, is_new] = ledgers_.try_emplace(&count, models_.size());
        const std::size_t place = position->second;
        if (!is_new) return place;
        models_.push_back({count.ledger->model_name, &count, nullptr});
        for (const BaseCount& base : count.bases) {
            const std::size_t parent = base.count ? add(*base.count) : add(*base.base);
            edges_.push_back({place, parent, base.base});
        }
        return place;
    }

    std::size_t add(const BaseModel& bare) {
        const auto [position, is_new] = names_.try_emplace(bare.name, models_.size());
        if (is_new) models_.push_back({bare.name, nullptr, &bare});
        return position->second;
    }

    std::vector<Ancestor> models_;
    std::vector<Edge> edges_;
    std::map<const LedgerCount*, std::size_t> ledgers_;
    std::map<std::string, std::size_t> names_;
};

Flop brought_by(const Ancestor& model, const Total& total) {
    return model.count != nullptr ? brought_by(*model.count, total) : brought_by(model.name, total);
}

bool is_unknown(const Ancestor& model) { return model.bare != nullptr && !model.bare->flop; }

std::string availability(const BaseModel& base) {
    const auto available = base.available();
    const auto day = base.release_day();
    if (!available) return day ? fmt::format("released {}", to_text(*day)) : "";
    const std::string_view access = *available ? "public" : "not public";
    return day ? fmt::format("{}, released {}", access, to_text(*day)) : std::string(access);
}

std::string edge_text(const Edge& edge) {
    const std::string known = availability(*edge.base);
    return fmt::format("{}, {}{}", word(edge.base->relation), word(edge.base->provider),
                       known.empty() ? "" : "; " + known);
}

std::string_view says(Rule rule) {
    switch (rule) {
        case Rule::count:
            return "counted";
        case Rule::leave_out:
            return "left out";
        case Rule::unsettled:
            break;
    }
    return "unsettled";
}

// Unfolds a graph from its first model on, each model once.
class Unfolding {
  public:
    Unfolding(const Graph& graph, const Totals& totals)
        : graph_(graph), totals_(totals), seen_(graph.models().size(), false) {}

    PageBranch root() {
        seen_.front() = true;
        return {graph_.models().front().name, {}, parents(0)};
    }

  private:
    std::vector<PageBranch> parents(std::size_t model) {
        std::vector<PageBranch> branches;
        for (const Edge& edge : graph_.edges()) {
            if (edge.model == model) branches.push_back(parent(edge));
        }
        return branches;
    }

    PageBranch parent(const Edge& edge) {
        const Ancestor& model = graph_.models()[edge.built_on];
        const bool again = seen_[edge.built_on];
        seen_[edge.built_on] = true;
        PageBranch branch{fmt::format("{} ({})", model.name, edge_text(edge)), {}, {}};
        const Ledger& ledger = *graph_.models()[edge.model].count->ledger;
        for (const Total* total : totals_) {
            const RulePointer rule = rule_for(*total->standard, *edge.base, ledger);
            std::string line = fmt::format("{}: {} ({})", total->standard->id, says(rule->rule),
                                           rule_source(*rule));
            if (!again) line += "; " + amount(*total, model);
            branch.lines.push_back(std::move(line));
        }
        if (again) {
            branch.lines.emplace_back("(drawn above, counts once)");
        } else {
            branch.branches = parents(edge.built_on);
        }
        return branch;
    }

    static std::string amount(const Total& total, const Ancestor& model) {
        if (is_unknown(model)) return "its compute is unknown";
        return fmt::format("brings {} FLOP", figure(brought_by(model, total).value));
    }

    const Graph& graph_;
    const Totals& totals_;
    std::vector<bool> seen_;
};

LineageModel told_model(const Ancestor& model, const Totals& totals) {
    LineageModel told{model.name, model.count == nullptr ? "" : model.count->ledger->file, {}};
    for (const Total* total : totals) {
        BroughtTo brought{total->standard->id, std::nullopt};
        if (!is_unknown(model)) brought.flop = brought_by(model, *total).value;
        told.brings.push_back(std::move(brought));
    }
    return told;
}

LineageRelation told_relation(const Graph& graph, const Edge& edge, const Totals& totals) {
    const Ledger& ledger = *graph.models()[edge.model].count->ledger;
    LineageRelation told{edge.model, edge.built_on, edge.base, {}};
    for (const Total* total : totals) {
        told.rules.push_back({total->standard->id, rule_for(*total->standard, *edge.base, ledger)});
    }
    return told;
}

}  // namespace

std::optional<PageOutline> lineage_outline(const LedgerResult& result, const Totals& totals) {
    const Graph graph(*result.count);
    if (graph.edges().empty()) return std::nullopt;
    return PageOutline{Unfolding(graph, totals).root()};
}

LineageGraph lineage_graph(const LedgerResult& result, const Totals& totals) {
    const Graph graph(*result.count);
    LineageGraph told;
    for (const Ancestor& model : graph.models()) told.models.push_back(told_model(model, totals));
    for (const Edge& edge : graph.edges()) {
        told.relations.push_back(told_relation(graph, edge, totals));
    }
    return told;
}

}  // namespace flopledger
