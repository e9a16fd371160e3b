// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/recordings.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace signalbox::client {

namespace {

constexpr std::size_t kPieceBytes = 2u << 20;
// Of a document that is another one each time it is looked at.
constexpr int kMostReadings = 4;

// Documents with the same head, each with so many of the calls as fit.
Result<std::vector<std::string>> piecesOf(const std::string &text)
{
    if (text.size() <= kPieceBytes) {
        return std::vector<std::string>{text};
    }
    SB_TRY(value, json::parse(text));
    auto *object = value.if_object();
    auto *found = object ? object->if_contains("calls") : nullptr;
    auto *calls = found ? found->if_array() : nullptr;
    if (!calls) {
        return std::vector<std::string>{text}; // it is refused
    }
    const auto all = std::move(*calls);
    std::vector<std::string> pieces;
    json::Array some;
    std::size_t bytes = 0;
    const auto end = [&] {
        (*object)["calls"] = std::exchange(some, {});
        pieces.push_back(json::write(value));
        bytes = 0;
    };
    for (const auto &call : all) {
        const auto size = json::write(call).size();
        if (bytes > 0 && bytes + size > kPieceBytes) {
            end();
        }
        bytes += size;
        some.push_back(call);
    }
    end();
    return pieces;
}

} // namespace

Task<Result<std::string>> exportRecording(Client *client, std::string id, std::stop_token stop)
{
    const Client::Calls calls(*client);
    std::string text;
    std::string snapshot;
    for (int again = 0;;) {
        api::RecordingExportParams params;
        params.id = id;
        params.offset = static_cast<std::int64_t>(text.size());
        params.snapshot = snapshot;
        auto read = co_await calls.call<api::RecordingsExport>(std::move(params), stop);
        if (!read && read.error().is("recording.changed") && ++again < kMostReadings) {
            text.clear();
            snapshot.clear();
            continue;
        }
        SB_CO_TRY(part, std::move(read));
        snapshot = part.snapshot;
        const auto bytes = QByteArray::fromBase64(QByteArray::fromStdString(part.base64));
        text.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        if (bytes.isEmpty() || static_cast<std::int64_t>(text.size()) >= part.total) {
            co_return text;
        }
    }
}

Task<Result<api::RecordingView>> importRecording(Client *client, std::string text, std::string name, std::stop_token stop)
{
    auto pieces = piecesOf(text);
    if (!pieces) {
        co_return std::move(pieces).error();
    }
    const auto whole = pieces->size() == 1 ? std::string()
                                           : QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256).toHex().toStdString();
    const Client::Calls calls(*client);
    api::RecordingView view;
    for (auto &piece : *pieces) {
        api::RecordingImportParams params;
        params.text = std::move(piece);
        params.whole = whole;
        params.name = name;
        SB_CO_TRY(made, co_await calls.call<api::RecordingsImport>(std::move(params), stop));
        view = std::move(made);
    }
    co_return view;
}

} // namespace signalbox::client
