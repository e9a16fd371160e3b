// SPDX-License-Identifier: GPL-3.0-or-later
// Short member names: a journal has many of them, and nobody edits it.
#include "drafts/edit_codec_p.h"

namespace signalbox::drafts {

namespace {

Error damaged(const char *what)
{
    return Error("draft.damaged", std::string("The draft holds a step that is none: ") + what + ".");
}

json::Value toJson(const flow::Path &path)
{
    json::Array list;
    for (const auto &step : path) {
        if (const auto *name = std::get_if<std::string>(&step)) {
            list.emplace_back(*name);
        } else {
            list.emplace_back(static_cast<std::int64_t>(std::get<std::size_t>(step)));
        }
    }
    return list;
}

json::Value toJson(const std::vector<flow::Splice::Entry> &entries)
{
    json::Array list;
    for (const auto &entry : entries) {
        json::Array item{static_cast<std::int64_t>(entry.at), entry.value};
        if (!entry.key.empty()) {
            item.emplace_back(entry.key);
        }
        list.emplace_back(std::move(item));
    }
    return list;
}

Result<flow::Path> pathOf(const json::Value *value)
{
    if (!value || !value->is_array()) {
        return damaged("a path is a list");
    }
    flow::Path path;
    for (const auto &step : value->get_array()) {
        if (step.is_string()) {
            path.emplace_back(std::string(step.get_string()));
        } else if (step.is_int64() && step.get_int64() >= 0) {
            path.emplace_back(static_cast<std::size_t>(step.get_int64()));
        } else {
            return damaged("a path is made of names and positions");
        }
    }
    return path;
}

Result<std::vector<flow::Splice::Entry>> entriesOf(const json::Value *value)
{
    std::vector<flow::Splice::Entry> entries;
    if (!value) {
        return entries;
    }
    if (!value->is_array()) {
        return damaged("entries are a list");
    }
    for (const auto &item : value->get_array()) {
        const auto *list = item.if_array();
        const bool isSound = list && (list->size() == 2 || list->size() == 3) && (*list)[0].is_int64() && (*list)[0].get_int64() >= 0 && (list->size() == 2 || (*list)[2].is_string());
        if (!isSound) {
            return damaged("an entry is a position, a value and perhaps a key");
        }
        flow::Splice::Entry entry;
        entry.at = static_cast<std::size_t>((*list)[0].get_int64());
        entry.value = (*list)[1];
        if (list->size() == 3) {
            entry.key = std::string((*list)[2].get_string());
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<flow::Operation> operationFromJson(const json::Value &value)
{
    const auto *object = value.if_object();
    if (!object) {
        return damaged("an operation is an object");
    }
    if (const auto *path = object->if_contains("p")) {
        SB_TRY(where, pathOf(path));
        const auto *before = object->if_contains("b");
        const auto *after = object->if_contains("a");
        if (!before || !after) {
            return damaged("an assignment has a value before and after");
        }
        return flow::Operation(flow::Assignment{std::move(where), *before, *after});
    }
    SB_TRY(container, pathOf(object->if_contains("c")));
    SB_TRY(removed, entriesOf(object->if_contains("r")));
    SB_TRY(inserted, entriesOf(object->if_contains("i")));
    return flow::Operation(flow::Splice{std::move(container), std::move(removed), std::move(inserted)});
}

json::Value toJson(const flow::Operation &operation)
{
    if (const auto *assignment = std::get_if<flow::Assignment>(&operation)) {
        return json::Object{{"p", toJson(assignment->path)}, {"b", assignment->before}, {"a", assignment->after}};
    }
    const auto &splice = std::get<flow::Splice>(operation);
    json::Object object{{"c", toJson(splice.container)}};
    if (!splice.removed.empty()) {
        object["r"] = toJson(splice.removed);
    }
    if (!splice.inserted.empty()) {
        object["i"] = toJson(splice.inserted);
    }
    return object;
}

} // namespace

json::Value toJson(const flow::EditStep &step)
{
    json::Array operations;
    for (const auto &operation : step.operations) {
        operations.push_back(toJson(operation));
    }
    json::Object object{{"l", step.label}, {"o", std::move(operations)}};
    if (!step.mergeKey.empty()) {
        object["m"] = step.mergeKey;
    }
    return object;
}

Result<flow::EditStep> stepFromJson(const json::Value &value)
{
    const auto *object = value.if_object();
    const auto *operations = object ? object->if_contains("o") : nullptr;
    if (!operations || !operations->is_array()) {
        return damaged("a step has operations");
    }
    flow::EditStep step;
    step.label = json::text(*object, "l");
    step.mergeKey = json::text(*object, "m");
    for (const auto &entry : operations->get_array()) {
        SB_TRY(operation, operationFromJson(entry));
        step.operations.push_back(std::move(operation));
    }
    return step;
}

} // namespace signalbox::drafts
