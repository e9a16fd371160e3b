// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/exports.h"

#include "base/text.h"

#include <algorithm>

namespace signalbox::client {

namespace {

// Of one piece: it fits into a message also where every second character is escaped there.
constexpr std::size_t kPieceBytes = 1'900'000;
// Pieces share so much: more than the longest form of the longest secret has.
constexpr std::size_t kSharedBytes = 850'000;

} // namespace

Task<Result<void>> proveExport(Client *client, std::shared_ptr<const std::string> text, api::ScanKind kind, std::stop_token stop)
{
    const Client::Calls calls(*client);
    std::size_t from = 0;
    std::int64_t line = 1;
    for (;;) {
        const auto rest = std::string_view(*text).substr(from);
        auto piece = cutUtf8(rest, kPieceBytes);
        auto next = piece.size();
        if (piece.size() < rest.size()) {
            // Whole lines where it has any: what tells what happened is looked through line by line.
            const auto end = kind == api::ScanKind::Recorded ? piece.rfind('\n') : std::string_view::npos;
            if (end != std::string_view::npos) {
                piece = piece.substr(0, end + 1);
                next = piece.size();
            } else {
                next = cutUtf8(rest, kPieceBytes - kSharedBytes).size();
            }
        }
        api::SecretScanParams params;
        params.text = piece;
        params.kind = kind;
        params.line = line;
        SB_CO_TRY(done, co_await calls.call<api::SecretsScan>(std::move(params), stop));
        static_cast<void>(done);
        if (piece.size() == rest.size()) {
            co_return Result<void>();
        }
        line += std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(next), '\n');
        from += next;
    }
}

} // namespace signalbox::client
