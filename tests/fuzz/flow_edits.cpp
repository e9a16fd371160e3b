// SPDX-License-Identifier: GPL-3.0-or-later
// A flow and changes of it, as a client sends them: after each that fits, what is wrong is what a reading of the whole says.
#include "../unit/flow/test_types.h"

#include "flow/incremental_validator.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace signalbox;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

std::size_t positionOf(const json::Value &value)
{
    const auto *at = value.is_object() ? json::find(value, "at") : &value;
    return at && at->is_int64() ? static_cast<std::size_t>(at->get_int64()) : 0;
}

std::vector<flow::Splice::Entry> entriesOf(const json::Value *list)
{
    std::vector<flow::Splice::Entry> entries;
    if (list && list->is_array()) {
        for (const auto &entry : list->get_array()) {
            const auto *value = json::find(entry, "value");
            entries.push_back({positionOf(entry), entry.is_object() ? std::string(json::text(entry.get_object(), "key")) : std::string(), value ? *value : json::Value()});
        }
    }
    return entries;
}

std::optional<flow::Operation> operationOf(const json::Value &root, const json::Value &edit)
{
    const auto *object = edit.if_object();
    auto path = object ? flow::pathAt(root, json::text(*object, "path")) : Result<flow::Path>(Error("test", "no edit"));
    if (!path) {
        return std::nullopt;
    }
    if (const auto *value = object->if_contains("value")) {
        return flow::Assignment{std::move(*path), {}, *value};
    }
    return flow::Splice{std::move(*path), entriesOf(object->if_contains("removed")), entriesOf(object->if_contains("inserted"))};
}

std::string shown(const std::vector<flow::Finding> &findings)
{
    std::string text;
    for (const auto &finding : findings) {
        text += std::to_string(static_cast<int>(finding.severity)) + finding.code + "\n" + finding.path + "\n" + finding.node + "\n" + finding.message + "\n" + finding.fix + "\n";
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = json::parse(std::string_view(reinterpret_cast<const char *>(data), size), {1 << 20, 64, nullptr});
    const auto *list = input ? input->if_array() : nullptr;
    if (!list || list->empty()) {
        return 0;
    }
    const flow::ValidationContext context{flowtest::testTypes(), {}, {}};
    flow::IncrementalValidator validator(list->front());
    for (std::size_t i = 0; i < list->size(); ++i) {
        if (i > 0) {
            const auto operation = operationOf(validator.root(), (*list)[i]);
            if (!operation || !validator.apply(*operation)) {
                continue;
            }
        }
        auto expected = flow::shapeFindings(validator.root());
        if (expected.empty()) {
            expected = flow::validate(*flow::fromJson(validator.root()), context);
        }
        require(shown(validator.findings(context)) == shown(expected));
    }
    return 0;
}
