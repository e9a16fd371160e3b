// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/payload.h"

#include "api/run_calls.h"

#include <QByteArray>
#include <QThreadPool>

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

Task<Result<SharedValue>> parseOnPool(std::vector<std::string> parts)
{
    OneShot<Result<SharedValue>> parsed;
    auto given = std::make_shared<const std::vector<std::string>>(std::move(parts));
    auto *home = Executor::current();
    QThreadPool::globalInstance()->start([given, parsed, home] {
        auto result = std::make_shared<Result<SharedValue>>(parse(*given));
        home->post([parsed, result] { parsed.set(std::move(*result)); });
    });
    co_return co_await parsed.wait();
}

} // namespace

Task<Result<SharedValue>> readPayload(client::Client *client, std::string run, std::int64_t seq, std::int64_t most, std::stop_token stop)
{
    std::vector<std::string> parts;
    std::int64_t total = 1;
    for (std::int64_t read = 0; read < total;) {
        api::RunPayloadParams params;
        params.id = run;
        params.seq = seq;
        params.offset = read;
        params.length = kRange;
        auto part = co_await client->call<api::RunsPayload>(std::move(params), stop);
        if (!part) {
            co_return std::move(part).error();
        }
        if (part->total > most) {
            co_return Error("payload.large", "The value is too large to be shown here (" + std::to_string(part->total >> 20) + " MiB); export it from the command line.", run);
        }
        const auto bytes = bytesOf(part->base64);
        if (bytes <= 0) {
            break;
        }
        total = part->total;
        read += bytes;
        parts.push_back(std::move(part->base64));
    }
    co_return co_await parseOnPool(std::move(parts));
}

} // namespace signalbox::ui
