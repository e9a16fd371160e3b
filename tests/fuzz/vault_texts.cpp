// SPDX-License-Identifier: GPL-3.0-or-later
// What the vault reads from outside: the key file in its forms, answers of vaults elsewhere, AWS credentials files.
#include "vault/keys_p.h"
#include "vault/passphrase_p.h"
#include "vault/source_answer_p.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace signalbox::vault;
    ensureSodium();
    if (size == 0) {
        return 0;
    }
    const std::string text(reinterpret_cast<const char *>(data) + 1, size - 1);
    SourceSettings settings;
    settings.id = "fuzz";
    SecretPlace place;
    place.path = "path";
    place.field = (data[0] & 16) != 0 ? "field" : "";
    settings.version = (data[0] & 32) != 0 ? 1 : 2;
    switch (data[0] & 7) {
    case 0: {
        const auto guard = readGuard(text, "place");
        if (guard && !readGuard(writeGuard(*guard).view(), "place")) {
            std::abort();
        }
        break;
    }
    case 1: {
        const auto ring = KeyRing::read(text, "place");
        if (ring && !KeyRing::read(ring->write().view(), "place")) {
            std::abort();
        }
        break;
    }
    case 2: (void)hashiCorpValue(settings, place, text); break;
    case 3: (void)hashiCorpDetail(text); break;
    case 4: (void)awsValue(settings, place, text); break;
    case 5: (void)awsError(text); break;
    default: (void)readAwsProfile(text, "default"); break;
    }
    return 0;
}
