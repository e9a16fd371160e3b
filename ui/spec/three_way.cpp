// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spec/three_way.h"

namespace signalbox::ui {

namespace {

std::optional<json::Value> mergeObjects(const json::Object &base, const json::Object &mine, const json::Object &theirs)
{
    json::Object merged;
    // One member: null where it is in none of the results; nothing where both changed it.
    const auto take = [&](std::string_view key) {
        const auto *was = base.if_contains(key);
        const auto *here = mine.if_contains(key);
        const auto *there = theirs.if_contains(key);
        const auto same = [](const json::Value *one, const json::Value *other) { return (!one && !other) || (one && other && *one == *other); };
        if (same(there, was) || same(here, there)) {
            if (here) {
                merged.emplace(key, *here);
            }
            return true;
        }
        if (same(here, was)) {
            if (there) {
                merged.emplace(key, *there);
            }
            return true;
        }
        auto both = was && here && there ? mergeThreeWay(*was, *here, *there) : std::nullopt;
        if (both) {
            merged.emplace(key, std::move(*both));
        }
        return both.has_value();
    };
    for (const auto &member : mine) {
        if (!take(member.key())) {
            return std::nullopt;
        }
    }
    for (const auto &member : theirs) {
        if (!mine.contains(member.key()) && !take(member.key())) {
            return std::nullopt;
        }
    }
    return merged;
}

} // namespace

std::optional<json::Value> mergeThreeWay(const json::Value &base, const json::Value &mine, const json::Value &theirs)
{
    if (theirs == base || mine == theirs) {
        return mine;
    }
    if (mine == base) {
        return theirs;
    }
    if (base.is_object() && mine.is_object() && theirs.is_object()) {
        return mergeObjects(base.get_object(), mine.get_object(), theirs.get_object());
    }
    if (!base.is_array() || !mine.is_array() || !theirs.is_array() || base.get_array().size() != mine.get_array().size() || base.get_array().size() != theirs.get_array().size()) {
        return std::nullopt;
    }
    json::Array merged;
    for (std::size_t i = 0; i < base.get_array().size(); ++i) {
        auto both = mergeThreeWay(base.get_array()[i], mine.get_array()[i], theirs.get_array()[i]);
        if (!both) {
            return std::nullopt;
        }
        merged.push_back(std::move(*both));
    }
    return merged;
}

} // namespace signalbox::ui
