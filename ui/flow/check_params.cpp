// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/check_params.h"

#include <algorithm>
#include <iterator>

namespace signalbox::ui {

namespace {

enum class Values { Told, LeftOut };

std::vector<api::FlowEditEntry> entriesOf(std::vector<flow::Splice::Entry> entries, Values values)
{
    std::vector<api::FlowEditEntry> list;
    for (auto &entry : entries) {
        list.push_back({static_cast<std::int64_t>(entry.at), std::move(entry.key), values == Values::Told ? std::move(entry.value) : json::Value()});
    }
    return list;
}

api::FlowEdit editOf(flow::Operation operation)
{
    api::FlowEdit edit;
    if (auto *assignment = std::get_if<flow::Assignment>(&operation)) {
        edit.path = flow::toPointer(assignment->path);
        edit.replaces = true;
        edit.value = std::move(assignment->after);
        return edit;
    }
    auto &splice = std::get<flow::Splice>(operation);
    edit.path = flow::toPointer(splice.container);
    edit.removed = entriesOf(std::move(splice.removed), Values::LeftOut);
    edit.inserted = entriesOf(std::move(splice.inserted), Values::Told);
    return edit;
}

} // namespace

api::FlowCheckParams checkParams(flow::Mirror &mirror, bool whole)
{
    api::FlowCheckParams params;
    auto changes = mirror.takeChanges();
    if (whole || !changes) {
        params.text = json::write(mirror.root());
    } else {
        std::ranges::transform(std::move(*changes), std::back_inserter(params.edits), editOf);
    }
    return params;
}

} // namespace signalbox::ui
