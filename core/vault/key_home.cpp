// SPDX-License-Identifier: GPL-3.0-or-later
// vault.key begins with one of
//   signalbox-keys-1             the keys themselves follow
//   signalbox-keys-keychain-1    the entry of the system's keychain follows, which holds the keys
//   signalbox-keys-passphrase-1  the keys follow, behind a passphrase
#include "vault/key_home_p.h"

#include "base/executor.h"
#include "base/log.h"

#include <algorithm>
#include <array>
#include <mutex>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace signalbox::vault {

namespace {

constexpr std::string_view kPointer = "signalbox-keys-keychain-1\n";
constexpr std::size_t kLeastPassphrase = 8;
constexpr std::size_t kMostPassphrase = 1024;
// Everybody who needs a secret would wait a minute each.
constexpr Millis kUnansweredFor{30'000};

std::string newEntry()
{
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return std::string("vault-") + hex.data();
}

Error lockedError()
{
    return Error("vault.locked", "The secrets are locked behind a passphrase. Give it in the Secrets pane, or by \"signalbox-cli vault unlock\".");
}

Error keychainAway(const std::string &entry)
{
    return Error("vault.keyMissing",
                 "The master key is in the system's keychain, and this session has none. The stored secrets are untouched. Start Signalbox in the session of the desktop, and "
                 "move the key to a file or behind a passphrase there if it is needed without.",
                 entry);
}

// One for the process: what it works on ends by itself, and nobody has to wait for that.
Executor &argonThread()
{
    static auto *thread = new EventThread("sb-argon2");
    return thread->executor();
}

bool isUnanswered(const Error &error)
{
    return error.is("vault.keychain") && std::ranges::any_of(error.args, [](const auto &arg) { return arg.first == "phase" && arg.second == "answer"; });
}

} // namespace

using DerivedPtr = std::shared_ptr<Result<SecretText>>;

// Where a derived key is given, as long as somebody waits for it there.
struct KeyHome::Desk
{
    std::mutex mutex;
    Executor *executor = nullptr; ///< null: nobody does any more
    std::optional<OneShot<Result<DerivedPtr>>> waiting; ///< its thread's
};

Task<Result<SecretText>> KeyHome::derive(KeyHome *self, std::shared_ptr<const SecretText> passphrase, std::shared_ptr<const Guard> guard)
{
    const auto desk = self->m_desk;
    if (!desk->executor) {
        co_return cancelledError();
    }
    OneShot<Result<DerivedPtr>> done;
    desk->waiting = done;
    argonThread().post([passphrase, guard, done, desk] {
        auto key = std::make_shared<Result<SecretText>>(keyOfPassphrase(*passphrase, *guard));
        const std::lock_guard lock(desk->mutex);
        if (desk->executor) {
            desk->executor->post([done, key] { done.set(Result<DerivedPtr>(key)); });
        }
    });
    auto key = co_await done.wait();
    desk->waiting.reset();
    if (!key) {
        co_return std::move(key).error();
    }
    co_return std::move(**key);
}

Result<void> checkPassphrase(std::string_view passphrase)
{
    if (passphrase.size() < kLeastPassphrase) {
        return Error("vault.passphraseWeak", "A passphrase has at least 8 characters; several words are easy to keep in mind.");
    }
    if (passphrase.size() > kMostPassphrase) {
        return Error("vault.passphraseWeak", "A passphrase has at most 1024 bytes.");
    }
    return {};
}

Result<SecretText> readPassphraseFile(const std::string &path)
{
    const auto refused = [&path](std::string sentence) { return Error("vault.passphraseFile", std::move(sentence), path).withArg("path", path); };
    const bool isGiven = path.starts_with("/dev/fd/"); // by whoever started the program; else a pipe without a writer would hold everything up
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | (isGiven ? 0 : O_NONBLOCK));
    if (file < 0) {
        return refused("The passphrase file " + path + " cannot be opened. Check that it is there and may be read by this user.");
    }
    struct stat status
    {
    };
    ::fstat(file, &status);
    if (S_ISREG(status.st_mode) && !isGiven && (status.st_mode & 077) != 0) {
        ::close(file);
        return refused("The passphrase file " + path + " may be read by others than its owner. Change its mode to 0600, and think of the passphrase as known.");
    }
    SecretText read(kMostPassphrase + 2);
    std::size_t have = 0;
    ssize_t got = 1;
    while (have < read.size() && (got = ::read(file, read.data() + have, read.size() - have)) > 0) {
        have += static_cast<std::size_t>(got);
    }
    ::close(file);
    if (got < 0) {
        return refused("The passphrase file " + path + " cannot be read.");
    }
    auto text = read.view().substr(0, have);
    while (text.ends_with('\n') || text.ends_with('\r')) {
        text.remove_suffix(1);
    }
    SB_CHECK(checkPassphrase(text));
    return SecretText(text);
}

KeyHome::KeyHome(const VaultOptions &options, Clock &clock) : m_options(options), m_clock(clock), m_path(options.folder + "/vault.key"), m_desk(std::make_shared<Desk>())
{
    m_desk->executor = Executor::current();
}

KeyHome::~KeyHome()
{
    leaveDesk();
}

void KeyHome::leaveDesk()
{
    {
        const std::lock_guard lock(m_desk->mutex);
        m_desk->executor = nullptr;
    }
    if (m_desk->waiting) {
        m_desk->waiting->set(cancelledError());
    }
}

Keychain &KeyHome::keychain()
{
    if (!m_keychain) {
        m_keychain = makeKeychain(m_clock);
    }
    return *m_keychain;
}

void KeyHome::giveUp()
{
    keychain().giveUp();
    leaveDesk();
}

std::string KeyHome::where() const
{
    return m_place == KeyPlace::Keychain ? "the system's keychain (entry " + m_entry + ")" : m_path;
}

Task<Result<std::optional<SecretText>>> KeyHome::loadFromKeychain(KeyHome *self)
{
    if (!mayHaveKeychain()) {
        co_return keychainAway(self->m_entry);
    }
    if (self->m_unanswered && !self->m_unansweredUntil.hasPassed(self->m_clock)) {
        const auto error = *self->m_unanswered;
        co_return error;
    }
    self->m_unanswered.reset();
    auto text = co_await self->keychain().load(self->m_entry);
    if (!text && isUnanswered(text.error())) {
        self->m_unanswered = text.error();
        self->m_unansweredUntil = Deadline::in(self->m_clock, kUnansweredFor);
    }
    if (!text && text.error().is("vault.noKeychain")) {
        co_return keychainAway(self->m_entry);
    }
    co_return std::move(text);
}

Task<Result<std::optional<SecretText>>> KeyHome::load()
{
    ::unlink((m_path + ".tmp").c_str()); // of a write that was killed: it may hold keys in the clear
    SB_CO_TRY(content, readKeyFile(m_path));
    if (!content) {
        m_place.reset();
        m_guard.reset();
        m_guardKey = SecretText();
        co_return std::optional<SecretText>();
    }
    const auto text = content->view();
    if (text.starts_with(kPointer)) {
        m_place = KeyPlace::Keychain;
        m_entry = text.substr(kPointer.size(), text.substr(kPointer.size()).find('\n'));
        co_return co_await loadFromKeychain(this);
    }
    if (!isGuard(text)) {
        m_place = KeyPlace::File;
        co_return std::move(content);
    }
    m_place = KeyPlace::Passphrase;
    SB_CO_TRY(guard, readGuard(text, m_path));
    m_guard = std::move(guard);
    if (m_guardKey.size() == 0 && !m_isLocked && !m_options.passphraseFile.empty()) {
        SB_CO_TRY(passphrase, readPassphraseFile(m_options.passphraseFile));
        SB_CO_TRY(opened, co_await unlock(std::make_shared<const SecretText>(std::move(passphrase))));
        co_return std::optional<SecretText>(std::move(opened));
    }
    if (m_guardKey.size() == 0) {
        co_return lockedError();
    }
    SB_CO_TRY(opened, openBehind(*m_guard, m_guardKey));
    co_return std::optional<SecretText>(std::move(opened));
}

Task<Result<SecretText>> KeyHome::unlock(std::shared_ptr<const SecretText> passphrase)
{
    SB_CO_TRY(content, readKeyFile(m_path));
    if (!content || !isGuard(content->view())) {
        co_return Error("vault.notLocked", "The key of the secrets is not behind a passphrase; there is nothing to unlock.");
    }
    m_place = KeyPlace::Passphrase;
    SB_CO_TRY(guard, readGuard(content->view(), m_path));
    SB_CO_TRY(key, co_await derive(this, std::move(passphrase), std::make_shared<const Guard>(guard)));
    SB_CO_TRY(text, openBehind(guard, key));
    m_guard = std::move(guard);
    m_guardKey = std::move(key);
    m_isLocked = false;
    co_return std::move(text);
}

void KeyHome::lock()
{
    m_guardKey = SecretText();
    m_isLocked = true; // until it is unlocked: the passphrase's file does not undo it
}

Task<Result<void>> KeyHome::guardWith(KeyHome *self, std::shared_ptr<const SecretText> passphrase, std::shared_ptr<const SecretText> text)
{
    auto guard = newGuard(self->m_options.passphraseCost);
    SB_CO_TRY(key, co_await derive(self, std::move(passphrase), std::make_shared<const Guard>(guard)));
    sealBehind(guard, key, *text);
    SB_CO_CHECK(writeKeyFile(self->m_path, writeGuard(guard)));
    self->m_place = KeyPlace::Passphrase;
    self->m_guard = std::move(guard);
    self->m_guardKey = std::move(key);
    co_return Result<void>();
}

// Read back before anything relies on it.
Task<Result<void>> KeyHome::saveToKeychain(KeyHome *self, std::string entry, std::shared_ptr<const SecretText> text)
{
    if (!mayHaveKeychain()) {
        co_return Error("vault.noKeychain", "There is no keychain in this session.");
    }
    SB_CO_CHECK(co_await self->keychain().save(entry, text));
    SB_CO_TRY(back, co_await self->keychain().load(entry));
    if (!back || back->view() != text->view()) {
        co_return Error("vault.keychain", "The system's keychain did not keep the key as it was given. Keep it in a file, or behind a passphrase.");
    }
    co_return Result<void>();
}

Task<Result<void>> KeyHome::saveFirst(KeyHome *self, std::shared_ptr<const SecretText> text)
{
    if (!self->m_options.passphraseFile.empty()) {
        SB_CO_TRY(passphrase, readPassphraseFile(self->m_options.passphraseFile));
        co_return co_await guardWith(self, std::make_shared<const SecretText>(std::move(passphrase)), std::move(text));
    }
    if (self->m_options.keyPlace == KeyPlace::Keychain) {
        auto moved = co_await self->moveTo(KeyPlace::Keychain, text, nullptr);
        // One that is there and refuses, or is not answered in time, is no reason to write the key in the clear.
        if (moved || !moved.error().is("vault.noKeychain")) {
            co_return moved;
        }
        log::info("vault", "there is no keychain; the key is kept in a file", {{"path", self->m_path}, {"error", moved.error().describe()}});
    }
    SB_CO_CHECK(writeKeyFile(self->m_path, *text));
    self->m_place = KeyPlace::File;
    co_return Result<void>();
}

Task<Result<void>> KeyHome::save(std::shared_ptr<const SecretText> text)
{
    if (!m_place) {
        co_return co_await saveFirst(this, std::move(text));
    }
    if (*m_place == KeyPlace::Keychain) {
        co_return co_await saveToKeychain(this, m_entry, std::move(text));
    }
    if (*m_place == KeyPlace::File) {
        co_return writeKeyFile(m_path, *text);
    }
    if (m_guardKey.size() == 0) {
        co_return lockedError();
    }
    auto guard = *m_guard;
    sealBehind(guard, m_guardKey, *text);
    SB_CO_CHECK(writeKeyFile(m_path, writeGuard(guard)));
    m_guard = std::move(guard);
    co_return Result<void>();
}

Task<Result<void>> KeyHome::moveTo(KeyPlace place, std::shared_ptr<const SecretText> text, std::shared_ptr<const SecretText> passphrase)
{
    const auto former = m_place == KeyPlace::Keychain ? m_entry : std::string();
    if (place == KeyPlace::Passphrase) {
        SB_CO_CHECK(co_await guardWith(this, std::move(passphrase), std::move(text)));
    } else if (place == KeyPlace::Keychain) {
        // An entry of its own: the one before stays as it is until the file names the new one.
        const auto entry = newEntry();
        auto saved = co_await saveToKeychain(this, entry, std::move(text));
        if (saved) {
            saved = writeKeyFile(m_path, SecretText(std::string(kPointer) + entry + "\n"));
        }
        if (!saved) {
            if (!saved.error().is("vault.noKeychain") && !saved.error().is("vault.io")) {
                (void)co_await keychain().remove(entry); // nothing names it
            }
            co_return saved;
        }
        m_entry = entry;
    } else {
        SB_CO_CHECK(writeKeyFile(m_path, *text));
    }
    m_place = place;
    if (place != KeyPlace::Passphrase) {
        m_guard.reset();
        m_guardKey = SecretText();
    }
    if (!former.empty()) {
        auto removed = co_await keychain().remove(former);
        if (!removed) {
            log::warning("vault", "the former entry of the keychain could not be removed", {{"entry", former}, {"error", removed.error().describe()}});
        }
    }
    co_return Result<void>();
}

} // namespace signalbox::vault
