// SPDX-License-Identifier: GPL-3.0-or-later
// The key of the secrets: where it is, opening and closing it, moving and changing it.
#include "commands.h"

#include "api/vault_calls.h"
#include "base/describe.h"
#include "hidden_input.h"

namespace signalbox::cli {

namespace {

Result<std::string> passphraseOf(const Arguments &arguments, const std::string &question)
{
    if (!arguments.passphraseFd.empty()) {
        return readHidden("/dev/fd/" + arguments.passphraseFd);
    }
    return arguments.passphraseFile.empty() ? askHidden(question, "--passphrase-file") : readHidden(arguments.passphraseFile);
}

// Asked for twice in the terminal, where nobody sees what they type.
Result<std::string> newPassphraseOf(const std::string &file)
{
    if (!file.empty()) {
        return readHidden(file);
    }
    SB_TRY(first, askHidden("New passphrase", "--new-passphrase-file"));
    SB_TRY(second, askHidden("The same again", "--new-passphrase-file"));
    if (first != second) {
        return Error("usage", "The two passphrases are not the same; nothing was changed.");
    }
    return first;
}

std::string sentenceOf(const api::VaultStatus &status)
{
    const auto where = status.where.empty() ? std::string() : " (" + status.where + ")";
    switch (status.state) {
    case api::KeyState::None: return "There is no key yet: it comes with the first secret.";
    case api::KeyState::Locked: return "The secrets are locked behind a passphrase" + where + ". \"signalbox-cli vault unlock\" opens them.";
    case api::KeyState::Ready:
        return status.place == api::KeyPlace::Keychain    ? "The key is in " + status.where + "."
            : status.place == api::KeyPlace::Passphrase ? "The key is behind a passphrase and open" + where + "."
                                                        : "The key is in the file " + status.where + ".";
    default: return status.message;
    }
}

Task<Exit> showStatus(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    auto status = co_await session->client().call<api::VaultState>(nothing, stop);
    if (!status) {
        co_return failed(status.error(), arguments);
    }
    print(arguments.json ? json::write(json::toJson(*status)) : sentenceOf(*status));
    co_return status->code.empty() ? Exit::Succeeded : Exit::Failed;
}

// A backend in this process begins locked.
Task<Result<void>> openFirst(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const api::Nothing nothing;
    SB_CO_TRY(status, co_await session->client().call<api::VaultState>(nothing, stop));
    if (status.state != api::KeyState::Locked) {
        co_return Result<void>();
    }
    SB_CO_TRY(passphrase, passphraseOf(arguments, "Passphrase"));
    api::VaultUnlockParams params{std::move(passphrase)};
    SB_CO_CHECK(co_await session->client().call<api::VaultUnlock>(std::move(params), stop));
    co_return Result<void>();
}

Task<Exit> move(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto place = arguments.words.size() == 2 ? json::enumFromName<api::KeyPlace>(arguments.words[1]) : std::nullopt;
    if (!place) {
        co_return misused("vault move takes file, keychain or passphrase.", arguments);
    }
    auto open = co_await openFirst(session, arguments, stop);
    if (!open) {
        co_return failed(open.error(), arguments);
    }
    api::VaultMoveParams params;
    params.place = *place;
    if (*place == api::KeyPlace::Passphrase) {
        auto passphrase = newPassphraseOf(arguments.newPassphraseFile.empty() ? arguments.passphraseFile : arguments.newPassphraseFile);
        if (!passphrase) {
            co_return failed(passphrase.error(), arguments);
        }
        params.passphrase = std::move(*passphrase);
    }
    std::string sentence = "The key was moved. Copies of the former place, in backups too, still open the secrets: rotate the key if others may have one.";
    co_return co_await callAndSay<api::VaultMove>(session, std::move(params), std::move(sentence), arguments, stop);
}

Task<Exit> change(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto former = passphraseOf(arguments, "Passphrase");
    if (!former) {
        co_return failed(former.error(), arguments);
    }
    auto passphrase = newPassphraseOf(arguments.newPassphraseFile);
    if (!passphrase) {
        co_return failed(passphrase.error(), arguments);
    }
    api::VaultPassphraseParams params{std::move(*former), std::move(*passphrase)};
    std::string sentence = "The passphrase was changed.";
    co_return co_await callAndSay<api::VaultPassphrase>(session, std::move(params), std::move(sentence), arguments, stop);
}

Task<Exit> unlock(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto passphrase = passphraseOf(arguments, "Passphrase");
    if (!passphrase) {
        co_return failed(passphrase.error(), arguments);
    }
    api::VaultUnlockParams params{std::move(*passphrase)};
    std::string sentence = session->place() == session::Place::Embedded ? "The passphrase is right. The key is forgotten as this command ends: give --passphrase-file to the command that needs a secret."
                                                                        : "The secrets are open until the backend ends or they are locked.";
    co_return co_await callAndSay<api::VaultUnlock>(session, std::move(params), std::move(sentence), arguments, stop);
}

Task<Exit> rotate(session::Session *session, Arguments arguments, std::stop_token stop)
{
    auto open = co_await openFirst(session, arguments, stop);
    if (!open) {
        co_return failed(open.error(), arguments);
    }
    const api::Nothing nothing;
    auto done = co_await session->client().call<api::VaultRotate>(nothing, stop);
    if (!done) {
        co_return failed(done.error(), arguments);
    }
    print(arguments.json ? json::write(json::toJson(*done)) : std::to_string(done->secrets) + " secrets were sealed with a new key. Backups from before need the former one.");
    co_return Exit::Succeeded;
}

} // namespace

Task<Exit> vaultCommand(session::Session *session, Arguments arguments, std::stop_token stop)
{
    const auto verb = arguments.words.empty() ? std::string("status") : arguments.words[0];
    if (verb == "move") {
        co_return co_await move(session, arguments, stop);
    }
    if (arguments.words.size() > 1) {
        co_return misused("vault takes status, unlock, lock, move, passphrase or rotate.", arguments);
    }
    if (verb == "status") {
        co_return co_await showStatus(session, arguments, stop);
    }
    if (verb == "unlock") {
        co_return co_await unlock(session, arguments, stop);
    }
    if (verb == "passphrase") {
        co_return co_await change(session, arguments, stop);
    }
    if (verb == "rotate") {
        co_return co_await rotate(session, arguments, stop);
    }
    if (verb == "lock") {
        const api::Nothing nothing;
        std::string sentence;
        co_return co_await callAndSay<api::VaultLock>(session, nothing, std::move(sentence), arguments, stop);
    }
    co_return misused("vault takes status, unlock, lock, move, passphrase or rotate.", arguments);
}

} // namespace signalbox::cli
