// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/payload.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QLocale>

namespace signalbox::ui {

namespace {

constexpr std::int64_t kRange = 1 << 20;

// Bytes that so many letters of base64 stand for.
std::int64_t bytesOf(const std::string &base64)
{
    const auto padding = base64.ends_with("==") ? 2 : base64.ends_with('=') ? 1 : 0;
    return std::int64_t(base64.size() / 4 * 3) - padding;
}

Result<SharedValue> parse(const std::vector<std::string> &parts)
{
    std::string text;
    for (const auto &part : parts) {
        const auto bytes = QByteArray::fromBase64(QByteArray::fromRawData(part.data(), qsizetype(part.size())));
        text.append(bytes.constData(), std::size_t(bytes.size()));
    }
    json::ReadOptions options;
    options.maxBytes = text.size() + 1;
    auto value = json::parse(text.empty() ? std::string("null") : text, options);
    if (!value) {
        return std::move(value).error();
    }
    return std::make_shared<const json::Value>(std::move(*value));
}

} // namespace

Task<Result<SharedValue>> readPayload(client::Client *client, api::RunPayloadParams which, std::int64_t most, std::stop_token stop)
{
    auto parts = std::make_shared<std::vector<std::string>>();
    std::int64_t total = 1;
    for (std::int64_t read = 0; read < total;) {
        which.offset = read;
        which.length = kRange;
        auto part = co_await client->call<api::RunsPayload>(which, stop);
        if (!part) {
            co_return std::move(part).error();
        }
        if (part->total > most) {
            co_return Error("payload.large", QCoreApplication::translate("Runs", "The value takes more than %1, so it is not read.").arg(QLocale().formattedDataSize(most, 0)).toStdString(), which.id);
        }
        const auto bytes = bytesOf(part->base64);
        if (bytes <= 0) {
            break;
        }
        total = part->total;
        read += bytes;
        parts->push_back(std::move(part->base64));
    }
    std::function<Result<SharedValue>()> work = [parts] { return parse(*parts); };
    co_return co_await onPool<Result<SharedValue>>(work);
}

Task<Result<SharedValue>> readPayload(client::Client *client, std::string run, std::int64_t seq, std::int64_t most, std::stop_token stop)
{
    api::RunPayloadParams which;
    which.id = std::move(run);
    which.seq = seq;
    co_return co_await readPayload(client, which, most, stop);
}

} // namespace signalbox::ui
