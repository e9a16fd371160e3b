// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/version.h"

#include <QCryptographicHash>

namespace signalbox::flow {

std::string contentHash(const Document &document)
{
    json::Value root = document.root();
    if (root.is_object()) {
        // By copy: erase() of Boost.JSON moves the last member into the gap.
        json::Object kept;
        for (const auto &member : root.get_object()) {
            if (member.key() != "layout") {
                kept.emplace(member.key(), member.value());
            }
        }
        root = std::move(kept);
    }
    const auto text = json::write(root);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return hash.result().toHex().toStdString();
}

} // namespace signalbox::flow
