// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/version.h"

#include <QCryptographicHash>

namespace signalbox::flow {

namespace {

// A flow's JSON without its places; what is no flow is taken as it is.
json::Value withoutLayout(const json::Value &value);

json::Value withoutLayouts(const json::Object &flows)
{
    json::Object kept;
    for (const auto &entry : flows) {
        kept.emplace(entry.key(), withoutLayout(entry.value()));
    }
    return kept;
}

// A node whose configuration holds a flow written in place.
json::Value withoutBodyLayout(const json::Value &node)
{
    const auto *config = json::find(node, "config");
    const auto *body = config ? json::find(*config, "body") : nullptr;
    if (!body || !json::find(*body, "nodes")) {
        return node;
    }
    auto copy = node;
    copy.get_object()["config"].get_object()["body"] = withoutLayout(*body);
    return copy;
}

json::Value withoutLayout(const json::Value &value)
{
    if (!value.is_object()) {
        return value;
    }
    // By copy: erase() of Boost.JSON moves the last member into the gap.
    json::Object kept;
    for (const auto &member : value.get_object()) {
        if (member.key() == "layout") {
            continue;
        }
        if (member.key() == "flows" && member.value().is_object()) {
            kept.emplace(member.key(), withoutLayouts(member.value().get_object()));
        } else if (member.key() == "nodes" && member.value().is_array()) {
            json::Array nodes;
            nodes.reserve(member.value().get_array().size());
            for (const auto &node : member.value().get_array()) {
                nodes.push_back(withoutBodyLayout(node));
            }
            kept.emplace(member.key(), std::move(nodes));
        } else {
            kept.emplace(member.key(), member.value());
        }
    }
    return kept;
}

} // namespace

std::string contentHash(const Document &document)
{
    const auto text = json::write(withoutLayout(document.root()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return hash.result().toHex().toStdString();
}

Result<FlowVersion> nextVersion(const Document &document, std::span<const FlowVersion> existing, UnixMillis now, std::string author, std::string note)
{
    const auto newest = std::max_element(existing.begin(), existing.end(), [](const auto &a, const auto &b) { return a.number < b.number; });
    auto hash = contentHash(document);
    const auto &id = document.flow().id;
    if (newest != existing.end() && newest->hash == hash) {
        return Error("flow.unchanged", "The flow \"" + id + "\" is the same as its version " + std::to_string(newest->number) + "; change it before you publish it again.", id)
            .withArg("number", std::to_string(newest->number));
    }
    return FlowVersion{id, newest == existing.end() ? 1 : newest->number + 1, std::move(hash), now, std::move(author), std::move(note)};
}

Result<LivePointer> moveLive(std::string flowId, std::int64_t number, std::span<const FlowVersion> existing)
{
    const bool exists = std::any_of(existing.begin(), existing.end(), [&](const auto &version) { return version.flowId == flowId && version.number == number; });
    if (!exists) {
        return Error("flow.noVersion", "The flow \"" + flowId + "\" has no version " + std::to_string(number) + "; choose one that was published.", flowId)
            .withArg("number", std::to_string(number));
    }
    return LivePointer{std::move(flowId), number};
}

} // namespace signalbox::flow
