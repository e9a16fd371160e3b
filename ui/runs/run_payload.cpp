// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_payload.h"

#include "ui/widgets/run_text.h"

#include <QByteArray>
#include <QCoreApplication>

namespace signalbox::ui {

namespace {

constexpr std::int64_t kRange = 1 << 20;

Result<SharedValue> parsed(const std::string &text)
{
    json::ReadOptions options;
    options.maxBytes = text.size() + 1;
    auto value = json::parse(text, options);
    if (!value) {
        return std::move(value).error();
    }
    return SharedValue(std::make_shared<const json::Value>(std::move(*value)));
}

} // namespace

Task<Result<SharedValue>> readRunPayload(client::Client *client, api::RunPayloadParams which, std::int64_t most, std::stop_token stop)
{
    auto text = std::make_shared<std::string>();
    for (std::int64_t total = 1; std::int64_t(text->size()) < total;) {
        which.offset = std::int64_t(text->size());
        which.length = kRange;
        auto part = co_await client->call<api::RunsPayload>(which, stop);
        if (!part) {
            co_return std::move(part).error();
        }
        total = part->total;
        if (total > most) {
            co_return Error("run.valueLarge", QCoreApplication::translate("Runs", "The value takes more than %1, so it is not read.").arg(runs::bytesText(most)).toStdString(), which.id);
        }
        const auto bytes = QByteArray::fromBase64(QByteArray::fromRawData(part->base64.data(), qsizetype(part->base64.size())));
        if (bytes.isEmpty()) {
            break;
        }
        text->append(bytes.constData(), std::size_t(bytes.size()));
    }
    if (text->empty()) {
        *text = "null";
    }
    // Large texts are parsed where it holds nobody up.
    std::function<Result<SharedValue>()> work = [text] { return parsed(*text); };
    co_return co_await onPool<Result<SharedValue>>(work);
}

Task<Result<SharedValue>> readRunPayload(client::Client *client, std::string run, std::int64_t seq, std::int64_t most, std::stop_token stop)
{
    api::RunPayloadParams which;
    which.id = std::move(run);
    which.seq = seq;
    co_return co_await readRunPayload(client, which, most, stop);
}

} // namespace signalbox::ui
