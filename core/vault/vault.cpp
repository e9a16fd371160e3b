// SPDX-License-Identifier: GPL-3.0-or-later
// A stored value is: nonce (24 bytes) ‖ sealed bytes ‖ tag (16). Authenticated with it: a label, the key's
// id, the workspace and the name, each followed by a zero.
#include "vault/vault.h"

#include "base/log.h"
#include "base/turns.h"
#include "vault/key_home_p.h"
#include "vault/redactor.h"

namespace signalbox::vault {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::string associated(const std::string &keyId, const std::string &workspace, const std::string &name)
{
    std::string text = "signalbox-secret-1";
    for (const auto *part : {&keyId, &workspace, &name}) {
        text.push_back('\0');
        text += *part;
    }
    return text;
}

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string seal(const MasterKey &key, const std::string &workspace, const std::string &name, std::string_view value)
{
    std::string out(kNonce + value.size() + kTag, '\0');
    auto *data = reinterpret_cast<unsigned char *>(out.data());
    randombytes_buf(data, kNonce);
    const auto label = associated(key.id, workspace, name);
    crypto_aead_xchacha20poly1305_ietf_encrypt(data + kNonce, nullptr, bytesOf(value), value.size(), bytesOf(label),
                                               label.size(), nullptr, data, key.bytes.bytes());
    return out;
}

Result<std::string> unseal(const MasterKey &key, const std::string &workspace, const store::SecretRow &row)
{
    const auto &sealed = row.ciphertext;
    std::string value(sealed.size() > kNonce + kTag ? sealed.size() - kNonce - kTag : 0, '\0');
    const auto label = associated(key.id, workspace, row.name);
    if (sealed.size() < kNonce + kTag
        || crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(value.data()), nullptr, nullptr,
                                                      bytesOf(sealed) + kNonce, sealed.size() - kNonce, bytesOf(label),
                                                      label.size(), bytesOf(sealed), key.bytes.bytes())
            != 0) {
        return Error("vault.corrupt", "The stored secret " + row.name + " was damaged. Enter its value again, or restore a backup.", row.name);
    }
    return value;
}

} // namespace

Result<void> checkSecretName(const std::string &name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const bool fine = !name.empty() && name.size() <= 128 && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
    if (!fine) {
        return Error("vault.name",
                     "A secret's name consists of letters, digits, '_', '-' and '.', at most 128, and begins with a letter or '_'.");
    }
    return {};
}

struct Vault::Private
{
    using Row = std::pair<std::string, store::SecretRow>; ///< workspace, secret

    Private(store::SecretRepository &repository, VaultOptions chosen, Redactor &choke, Clock &time)
        : secrets(repository), options(std::move(chosen)), redactor(choke), clock(time), home(options, time)
    {
    }

    store::SecretRepository &secrets;
    VaultOptions options;
    Redactor &redactor;
    Clock &clock;
    KeyHome home;
    KeyRing ring; ///< empty until it was read
    bool isAllTold = false; ///< the redactor heard of every value that is stored; what comes later tells it itself
    Turns turns;

    /// The passphrase in locked memory; what was given is gone.
    static std::shared_ptr<const SecretText> taken(std::string &passphrase)
    {
        auto text = std::make_shared<const SecretText>(std::string_view(passphrase));
        wipe(passphrase);
        return text;
    }

    void tell(const std::string &workspace, std::string_view action, const std::string &name, std::string_view outcome) const
    {
        if (options.onUse) {
            options.onUse(workspace, action, name, outcome);
        }
    }

    Error keyError(const store::SecretRow &row) const
    {
        const auto place = home.where();
        if (ring.isEmpty()) {
            return Error("vault.keyMissing",
                         "The master key is missing from " + place + ", so the secret " + row.name
                             + " cannot be opened. It is stored unharmed. Put the key back from a backup; or, if it is lost for good, "
                               "remove the secrets and enter them anew.",
                         row.name)
                .withArg("place", place);
        }
        return Error("vault.keyChanged",
                     "The secret " + row.name + " was sealed with another master key than the one in " + place
                         + ". It is stored unharmed. Put the former key back from a backup; or, if it is lost for good, remove the "
                           "secret and enter it anew.",
                     row.name)
            .withArg("place", place)
            .withArg("keyId", row.keyId);
    }

    /// Reads the keys unless that was done.
    Task<Result<void>> loadKeys()
    {
        if (!ring.isEmpty()) {
            co_return Result<void>();
        }
        SB_CO_TRY(text, co_await home.load());
        if (text) {
            SB_CO_TRY(read, KeyRing::read(text->view(), home.where()));
            ring = std::move(read);
        }
        co_return Result<void>();
    }

    /// As loadKeys(), and makes the first key; refuses while something is stored that no key opens.
    // Whether there is a key for every secret.
    Task<Result<void>> checkKeys()
    {
        SB_CO_CHECK(co_await loadKeys());
        SB_CO_TRY(rows, co_await secrets.allSecrets());
        for (const auto &[workspace, row] : rows) {
            if (!ring.find(row.keyId)) {
                co_return keyError(row);
            }
        }
        co_return Result<void>();
    }

    Task<Result<void>> prepareToSeal()
    {
        SB_CO_CHECK(co_await checkKeys());
        if (ring.isEmpty()) {
            KeyRing fresh;
            fresh.generate();
            SB_CO_CHECK(co_await home.save(std::make_shared<const SecretText>(fresh.write())));
            ring = std::move(fresh);
        }
        co_return Result<void>();
    }

    Result<std::string> openRow(const std::string &workspace, const store::SecretRow &row)
    {
        const auto *key = ring.find(row.keyId);
        if (!key) {
            return keyError(row);
        }
        SB_TRY(value, unseal(*key, workspace, row));
        redactor.add(row.name, value);
        return value;
    }

    Task<Result<void>> openAll()
    {
        SB_CO_CHECK(co_await loadKeys());
        SB_CO_TRY(rows, co_await secrets.allSecrets());
        Result<void> outcome;
        for (const auto &[workspace, row] : rows) {
            auto value = openRow(workspace, row);
            if (value) {
                wipe(*value);
            } else if (outcome) {
                outcome = std::move(value).error();
            }
        }
        isAllTold = isAllTold || outcome;
        co_return outcome;
    }

    Task<Result<void>> knowsAll()
    {
        if (isAllTold) {
            co_return Result<void>();
        }
        SB_CO_TRY(rows, co_await secrets.allSecrets());
        if (rows.empty()) {
            co_return Result<void>();
        }
        auto opened = co_await openAll();
        if (!opened) {
            auto cause = std::move(opened).error();
            co_return Error("export.unproven", "Nobody can tell whether a secret stands in it, so nothing was exported. " + cause.message, cause.subject).withCause(std::move(cause));
        }
        co_return Result<void>();
    }

    Task<Result<void>> putSecret(std::string workspace, std::string name, std::shared_ptr<std::string> value)
    {
        SB_CO_CHECK(co_await prepareToSeal());
        redactor.add(name, *value);
        store::SecretRow row;
        row.name = name;
        row.keyId = ring.current().id;
        row.ciphertext = seal(ring.current(), workspace, name, *value);
        row.updatedAt = clock.now();
        co_return co_await secrets.put(std::move(workspace), std::move(row));
    }

    /// Seals one row anew. A row that was changed meanwhile is left for the next look.
    Task<Result<bool>> reseal(std::string workspace, store::SecretRow row)
    {
        auto value = openRow(workspace, row);
        if (!value) {
            co_return std::move(value).error();
        }
        row.ciphertext = seal(ring.current(), workspace, row.name, *value);
        row.keyId = ring.current().id;
        wipe(*value);
        const auto stored = co_await secrets.put(std::move(workspace), std::move(row));
        if (!stored && !stored.error().is("store.conflict")) {
            co_return stored.error();
        }
        co_return stored.ok();
    }

    /// The first that no key opens, if there is one.
    Task<Result<std::optional<Error>>> unreadable()
    {
        SB_CO_TRY(rows, co_await secrets.allSecrets());
        for (const auto &[workspace, row] : rows) {
            if (!ring.find(row.keyId)) {
                co_return std::optional<Error>(keyError(row));
            }
        }
        co_return std::optional<Error>();
    }

    Task<Result<KeyStatus>> keyStatus()
    {
        KeyStatus status;
        auto loaded = co_await loadKeys();
        status.place = home.place();
        status.where = home.where();
        status.mayUseKeychain = mayHaveKeychain();
        if (!loaded) {
            const auto &error = loaded.error();
            status.problem = error;
            status.state = error.is("vault.locked")                                          ? KeyState::Locked
                : error.is("vault.keyMissing")                                               ? KeyState::Missing
                : error.is("vault.keyChanged")                                               ? KeyState::Changed
                : home.place() == KeyPlace::Passphrase && error.code.starts_with("vault.pass") ? KeyState::Locked
                                                                                             : KeyState::Away;
            co_return status;
        }
        SB_CO_TRY(problem, co_await unreadable());
        status.problem = std::move(problem);
        if (status.problem) {
            status.state = ring.isEmpty() ? KeyState::Missing : KeyState::Changed;
        } else {
            status.state = ring.isEmpty() ? KeyState::None : KeyState::Ready;
        }
        co_return status;
    }

    Task<Result<void>> unlock(std::shared_ptr<const SecretText> passphrase)
    {
        SB_CO_TRY(text, co_await home.unlock(std::move(passphrase)));
        SB_CO_TRY(read, KeyRing::read(text.view(), home.where()));
        ring = std::move(read);
        // A secret of another key keeps nobody from the others; its own call says what is wrong.
        auto opened = co_await openAll();
        const bool isOfOne = opened || opened.error().is("vault.keyChanged") || opened.error().is("vault.corrupt");
        if (options.onUnlock) {
            options.onUnlock();
        }
        co_return isOfOne ? Result<void>() : std::move(opened);
    }

    Task<Result<void>> moveKey(KeyPlace place, std::shared_ptr<const SecretText> passphrase)
    {
        if (place == KeyPlace::Passphrase) {
            SB_CO_CHECK(checkPassphrase(passphrase->view()));
        }
        SB_CO_CHECK(co_await checkKeys());
        if (!ring.isEmpty() && home.place() == place && place != KeyPlace::Passphrase) {
            co_return Result<void>();
        }
        const bool isFirst = ring.isEmpty();
        KeyRing fresh; // a first key goes there at once: it never was anywhere else
        if (isFirst) {
            fresh.generate();
        }
        auto text = std::make_shared<const SecretText>(isFirst ? fresh.write() : ring.write());
        SB_CO_CHECK(co_await home.moveTo(place, std::move(text), std::move(passphrase)));
        if (isFirst) {
            ring = std::move(fresh);
        }
        co_return Result<void>();
    }

    Task<Result<void>> changePassphrase(std::shared_ptr<const SecretText> former, std::shared_ptr<const SecretText> passphrase)
    {
        SB_CO_CHECK(checkPassphrase(passphrase->view()));
        SB_CO_CHECK(co_await unlock(std::move(former)));
        auto text = std::make_shared<const SecretText>(ring.write());
        co_return co_await home.moveTo(KeyPlace::Passphrase, std::move(text), std::move(passphrase));
    }

    Task<Result<std::int64_t>> rotateKeys()
    {
        SB_CO_CHECK(co_await prepareToSeal());
        // Both keys are kept until the last secret has moved, so that no moment loses one.
        auto text = std::make_shared<const SecretText>(ring.write());
        SB_CO_TRY(next, KeyRing::read(text->view(), home.where()));
        next.generate();
        SB_CO_CHECK(co_await home.save(std::make_shared<const SecretText>(next.write())));
        ring = std::move(next);
        std::int64_t count = 0;
        while (true) {
            SB_CO_TRY(rows, co_await secrets.allSecrets());
            std::erase_if(rows, [this](const Row &row) { return row.second.keyId == ring.current().id; });
            if (rows.empty()) {
                break;
            }
            for (auto &[workspace, row] : rows) {
                SB_CO_TRY(moved, co_await reseal(workspace, row));
                count += moved ? 1 : 0;
            }
        }
        ring.retire();
        SB_CO_CHECK(co_await home.save(std::make_shared<const SecretText>(ring.write())));
        co_return count;
    }
};

Vault::Vault(store::SecretRepository &secrets, VaultOptions options, Redactor &redactor, Clock &clock)
{
    ensureSodium();
    d = std::make_unique<Private>(secrets, std::move(options), redactor, clock);
}

Vault::~Vault() = default;

Task<Result<void>> Vault::open()
{
    co_await d->turns.take();
    auto outcome = co_await d->openAll();
    d->turns.release();
    co_return outcome;
}

Task<Result<void>> Vault::knowsAll()
{
    co_await d->turns.take();
    auto outcome = co_await d->knowsAll();
    d->turns.release();
    co_return outcome;
}

Task<Result<void>> Vault::put(std::string workspace, std::string name, std::string value)
{
    SB_CO_CHECK(checkSecretName(name));
    if (value.size() > kMaxBytes) {
        wipe(value);
        co_return Error("vault.tooLarge", "The value of the secret " + name + " is over 64 KiB. Keep it in a file instead.", name);
    }
    auto shared = std::make_shared<std::string>(value); // a move would leave a short value behind
    wipe(value);
    co_await d->turns.take();
    d->home.askAnew();
    auto outcome = co_await d->putSecret(workspace, name, shared);
    wipe(*shared);
    d->turns.release();
    d->tell(workspace, "secrets.put", name, outcome ? "ok" : std::string_view(outcome.error().code));
    co_return outcome;
}

Task<Result<std::string>> Vault::resolve(std::string workspace, std::string name, Use use)
{
    auto row = co_await d->secrets.get(workspace, name);
    if (!row && row.error().is("store.notFound")) {
        if (use == Use::Real) {
            d->tell(workspace, "secrets.use", name, "vault.unknown");
        }
        co_return Error("vault.unknown", "There is no secret " + name + " in this workspace. Add it, or mend the name in the flow.", name);
    }
    if (!row) {
        co_return std::move(row).error();
    }
    if (!d->ring.find(row->keyId)) {
        co_await d->turns.take();
        auto loaded = co_await d->loadKeys();
        d->turns.release();
        if (!loaded) {
            co_return std::move(loaded).error();
        }
    }
    auto value = d->openRow(workspace, *row);
    if (use == Use::Real) {
        d->tell(workspace, "secrets.use", name, value ? "ok" : std::string_view(value.error().code));
    }
    co_return value;
}

Task<Result<std::vector<SecretInfo>>> Vault::list(std::string workspace)
{
    SB_CO_TRY(rows, co_await d->secrets.list(std::move(workspace)));
    co_await d->turns.take();
    const auto loaded = co_await d->loadKeys(); // without it they are listed as not readable
    d->turns.release();
    std::vector<SecretInfo> infos;
    for (const auto &row : rows) {
        infos.push_back({row.name, row.revision, row.updatedAt, loaded && d->ring.find(row.keyId)});
    }
    co_return infos;
}

Task<Result<void>> Vault::remove(std::string workspace, std::string name)
{
    auto outcome = co_await d->secrets.remove(workspace, name);
    d->tell(workspace, "secrets.remove", name, outcome ? "ok" : std::string_view(outcome.error().code));
    co_return outcome;
}

Task<Result<std::int64_t>> Vault::rotate()
{
    co_await d->turns.take();
    d->home.askAnew();
    auto outcome = co_await d->rotateKeys();
    d->turns.release();
    d->tell({}, "secrets.rotate", {}, outcome ? "ok" : std::string_view(outcome.error().code));
    co_return outcome;
}

Task<Result<KeyStatus>> Vault::keyStatus()
{
    co_await d->turns.take();
    auto status = co_await d->keyStatus();
    d->turns.release();
    co_return status;
}

Task<Result<void>> Vault::unlock(std::string passphrase)
{
    auto given = d->taken(passphrase);
    co_await d->turns.take();
    auto outcome = co_await d->unlock(std::move(given));
    d->turns.release();
    co_return outcome;
}

Task<Result<void>> Vault::lock()
{
    co_await d->turns.take();
    Result<void> outcome;
    auto status = co_await d->keyStatus();
    if (status && status->place == KeyPlace::Passphrase) {
        d->home.lock();
        d->ring = KeyRing();
    } else {
        outcome = status ? Error("vault.notLocked", "The key of the secrets is not behind a passphrase, so they cannot be locked. Move it behind one first.") : status.error();
    }
    d->turns.release();
    co_return outcome;
}

Task<Result<void>> Vault::moveKey(KeyPlace place, std::string passphrase)
{
    auto given = d->taken(passphrase);
    co_await d->turns.take();
    d->home.askAnew();
    auto outcome = co_await d->moveKey(place, std::move(given));
    d->turns.release();
    co_return outcome;
}

void Vault::tell(const std::string &workspace, std::string_view action, const std::string &name, std::string_view outcome) const
{
    d->tell(workspace, action, name, outcome);
}

void Vault::giveUp()
{
    d->home.giveUp();
}

Task<Result<void>> Vault::changePassphrase(std::string former, std::string passphrase)
{
    auto before = d->taken(former);
    auto after = d->taken(passphrase);
    co_await d->turns.take();
    auto outcome = co_await d->changePassphrase(std::move(before), std::move(after));
    d->turns.release();
    co_return outcome;
}

} // namespace signalbox::vault
