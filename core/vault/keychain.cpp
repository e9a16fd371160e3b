// SPDX-License-Identifier: GPL-3.0-or-later
// The system's keychain. It may ask the person to unlock it, so it is given a minute.
#include "vault/keys_p.h"

#include <array>
#include <filesystem>

#include <qt6keychain/keychain.h>

namespace signalbox::vault {

namespace {

constexpr Millis kPatience{60'000};

Error keychainError(const QKeychain::Job &job)
{
    return Error("vault.keychain",
                 "The system's keychain refused (" + job.errorString().toStdString()
                     + "). Unlock it and try again, or keep the key in a file.")
        .retryable();
}

// Runs a job to its end; the job deletes itself.
Task<Result<bool>> ended(QKeychain::Job *job, Clock *clock)
{
    OneShot<Result<bool>> done;
    QObject::connect(job, &QKeychain::Job::finished, job, [done](QKeychain::Job *) { done.set(true); });
    const auto timer = clock->startTimer(kPatience, [done] {
        done.set(Error("vault.keychain", "The system's keychain did not answer within a minute. Unlock it and try again.").retryable());
    });
    job->start();
    auto outcome = co_await done.wait();
    clock->cancelTimer(timer);
    co_return outcome;
}

class Keychain final : public KeyStore
{
public:
    Keychain(QString entry, Clock &clock) : m_entry(std::move(entry)), m_clock(clock) {}

    Task<Result<std::optional<SecretText>>> load() override
    {
        auto job = std::make_unique<QKeychain::ReadPasswordJob>(QStringLiteral("signalbox"));
        job->setAutoDelete(false);
        job->setKey(m_entry);
        SB_CO_CHECK(co_await ended(job.get(), &m_clock));
        if (job->error() == QKeychain::EntryNotFound) {
            co_return std::optional<SecretText>();
        }
        if (job->error() == QKeychain::NoBackendAvailable || job->error() == QKeychain::NotImplemented) {
            co_return Error("vault.noKeychain", "There is no keychain in this session.");
        }
        if (job->error() != QKeychain::NoError) {
            co_return keychainError(*job);
        }
        auto data = job->binaryData();
        std::optional<SecretText> text(std::in_place, std::string_view(data.constData(), static_cast<std::size_t>(data.size())));
        sodium_memzero(data.data(), static_cast<std::size_t>(data.size()));
        co_return Result<std::optional<SecretText>>(std::move(text));
    }

    Task<Result<void>> save(std::shared_ptr<const SecretText> text) override
    {
        auto job = std::make_unique<QKeychain::WritePasswordJob>(QStringLiteral("signalbox"));
        job->setAutoDelete(false);
        job->setKey(m_entry);
        job->setBinaryData(QByteArray(text->view().data(), static_cast<qsizetype>(text->size())));
        SB_CO_CHECK(co_await ended(job.get(), &m_clock));
        if (job->error() != QKeychain::NoError) {
            co_return keychainError(*job);
        }
        co_return Result<void>();
    }

    std::string place() const override { return "the system's keychain (entry " + m_entry.toStdString() + ")"; }

private:
    QString m_entry;
    Clock &m_clock;
};

} // namespace

std::unique_ptr<KeyStore> makeKeychain(const std::string &folder, Clock &clock)
{
    if (!qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
        return nullptr;
    }
    ensureSodium();
    // One entry for each data folder.
    std::error_code ignored;
    const auto path = std::filesystem::weakly_canonical(folder, ignored).string();
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(path.data()), path.size(), nullptr, 0);
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return std::make_unique<Keychain>(QStringLiteral("vault-") % QString::fromLatin1(hex.data()), clock);
}

} // namespace signalbox::vault
