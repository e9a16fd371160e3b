// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/value_diff.h"

#include <algorithm>
#include <unordered_map>

namespace signalbox::ui {

namespace {

constexpr double kNoticed = 20; // ms

struct Collector
{
    std::set<std::string> places;
    std::size_t most;

    bool isFull() const { return places.size() >= most; }
    void add(std::string place)
    {
        if (!isFull()) {
            places.insert(std::move(place));
        }
    }

    void compare(const json::Value &left, const json::Value &right, const std::string &at)
    {
        if (isFull()) {
            return;
        }
        if (left.is_object() && right.is_object()) {
            const auto &before = left.get_object();
            const auto &after = right.get_object();
            for (const auto &member : before) {
                std::string inner = at;
                json::appendPointer(inner, std::string(member.key()));
                if (const auto *other = after.if_contains(member.key())) {
                    compare(member.value(), *other, inner);
                } else {
                    add(std::move(inner));
                }
            }
            for (const auto &member : after) {
                if (!before.contains(member.key())) {
                    std::string inner = at;
                    json::appendPointer(inner, std::string(member.key()));
                    add(std::move(inner));
                }
            }
        } else if (left.is_array() && right.is_array()) {
            const auto &before = left.get_array();
            const auto &after = right.get_array();
            for (std::size_t i = 0; i < std::max(before.size(), after.size()) && !isFull(); ++i) {
                const std::string inner = at + '/' + std::to_string(i);
                if (i < before.size() && i < after.size()) {
                    compare(before[i], after[i], inner);
                } else {
                    add(inner);
                }
            }
        } else if (left != right) {
            add(at);
        }
    }
};

int differencesOf(const api::StepView &left, const api::StepView &right)
{
    int differs = ComparedStep::None;
    differs |= left.state != right.state ? ComparedStep::State : 0;
    differs |= left.output != right.output ? ComparedStep::Output : 0;
    differs |= left.error != right.error ? ComparedStep::Error : 0;
    differs |= left.attempt != right.attempt ? ComparedStep::Attempts : 0;
    const double longer = std::max(left.durationMs, right.durationMs);
    const double shorter = std::min(left.durationMs, right.durationMs);
    differs |= longer > shorter * 1.5 && longer - shorter >= kNoticed ? ComparedStep::Time : 0;
    return differs;
}

} // namespace

std::set<std::string> differences(const json::Value &left, const json::Value &right, std::size_t most)
{
    Collector collector{{}, most};
    collector.compare(left, right, {});
    return std::move(collector.places);
}

std::vector<ComparedStep> compareSteps(const std::vector<api::StepView> &left, const std::vector<api::StepView> &right)
{
    // Where a row stands: behind which step of the left side, then by the order of the right one.
    struct Place
    {
        int behind;
        int order;
        ComparedStep row;
    };
    std::vector<Place> places;
    std::unordered_map<std::string_view, int> known;
    for (int i = 0; i < int(left.size()); ++i) {
        known.emplace(left[std::size_t(i)].path, i);
        places.push_back({i, -1, {left[std::size_t(i)].path, i, -1, ComparedStep::Missing}});
    }
    int behind = -1;
    for (int i = 0; i < int(right.size()); ++i) {
        const auto &step = right[std::size_t(i)];
        const auto same = known.find(step.path);
        if (same == known.end()) {
            places.push_back({behind, i, {step.path, -1, i, ComparedStep::Missing}});
            continue;
        }
        behind = same->second;
        auto &row = places[std::size_t(behind)].row;
        row.right = i;
        row.differs = differencesOf(left[std::size_t(behind)], step);
    }
    std::stable_sort(places.begin(), places.end(), [](const Place &a, const Place &b) { return a.behind != b.behind ? a.behind < b.behind : a.order < b.order; });
    std::vector<ComparedStep> rows;
    rows.reserve(places.size());
    for (auto &place : places) {
        rows.push_back(std::move(place.row));
    }
    return rows;
}

} // namespace signalbox::ui
