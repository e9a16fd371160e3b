// SPDX-License-Identifier: GPL-3.0-or-later
// The system's keychain. It may ask the person to unlock it, so it is given a minute.
#include "vault/keys_p.h"

#include "base/executor.h"

#include <filesystem>
#include <mutex>

#include <qt6keychain/keychain.h>

namespace signalbox::vault {

namespace {

constexpr Millis kPatience{60'000};

/// How a job ended.
struct Ended
{
    QKeychain::Error error = QKeychain::NoError;
    std::string sentence;
    SecretText data;
};
using EndedPtr = std::shared_ptr<Ended>;

/// Where answers go, as long as somebody waits for them there.
struct Home
{
    std::mutex mutex;
    Executor *executor = nullptr; ///< null: nobody does any more
    std::vector<OneShot<Result<EndedPtr>>> waiting; ///< its thread's
};

// The library starts every job on the thread that asked first, so that one is the only one, and stays.
Executor &keychainThread()
{
    static auto *thread = new EventThread("sb-keychain");
    return thread->executor();
}

Error keychainError(const Ended &job)
{
    if (job.error == QKeychain::NoBackendAvailable || job.error == QKeychain::NotImplemented) {
        return Error("vault.noKeychain", "There is no keychain in this session.");
    }
    return Error("vault.keychain", "The system's keychain refused (" + job.sentence + "). Unlock it and try again, or keep the key in a file.").withArg("detail", job.sentence).retryable();
}

// Makes a job on its thread, runs it to its end, and gives that here. The job deletes itself.
Task<Result<EndedPtr>> run(std::function<QKeychain::Job *()> make, Clock *clock, std::shared_ptr<Home> home)
{
    if (!home->executor) {
        co_return cancelledError();
    }
    OneShot<Result<EndedPtr>> done;
    home->waiting.push_back(done);
    keychainThread().post([make = std::move(make), done, home] {
        auto *job = make();
        QObject::connect(job, &QKeychain::Job::finished, job, [done, home](QKeychain::Job *finished) {
            auto ended = std::make_shared<Ended>();
            ended->error = finished->error();
            ended->sentence = finished->errorString().toStdString();
            if (auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(finished)) {
                auto data = read->binaryData();
                ended->data = SecretText(std::string_view(data.constData(), static_cast<std::size_t>(data.size())));
                sodium_memzero(data.data(), static_cast<std::size_t>(data.size()));
            }
            const std::lock_guard lock(home->mutex);
            if (home->executor) {
                home->executor->post([done, ended] { done.set(Result<EndedPtr>(ended)); });
            }
        });
        job->start();
    });
    const auto timer = clock->startTimer(kPatience, [done] {
        done.set(Error("vault.keychain", "The system's keychain did not answer within a minute. Unlock it and try again.").withArg("phase", "answer").retryable());
    });
    auto outcome = co_await done.wait();
    clock->cancelTimer(timer);
    home->waiting.clear(); // one job at a time
    co_return outcome;
}

template<typename Job>
Job *jobOf(const std::string &entry)
{
    auto *job = new Job(QStringLiteral("signalbox"));
    job->setKey(QString::fromStdString(entry));
    return job;
}

class SystemKeychain final : public Keychain
{
public:
    explicit SystemKeychain(Clock &clock) : m_clock(clock) { m_home->executor = Executor::current(); }
    ~SystemKeychain() override { SystemKeychain::giveUp(); }

    void giveUp() override
    {
        {
            const std::lock_guard lock(m_home->mutex);
            m_home->executor = nullptr;
        }
        for (const auto &done : m_home->waiting) {
            done.set(cancelledError());
        }
    }

    Task<Result<std::optional<SecretText>>> load(std::string entry) override
    {
        std::function<QKeychain::Job *()> make = [entry] { return jobOf<QKeychain::ReadPasswordJob>(entry); };
        SB_CO_TRY(job, co_await run(std::move(make), &m_clock, m_home));
        if (job->error == QKeychain::EntryNotFound) {
            co_return std::optional<SecretText>();
        }
        if (job->error != QKeychain::NoError) {
            co_return keychainError(*job);
        }
        co_return std::optional<SecretText>(std::move(job->data));
    }

    Task<Result<void>> save(std::string entry, std::shared_ptr<const SecretText> text) override
    {
        std::function<QKeychain::Job *()> make = [entry, text] {
            auto *job = jobOf<QKeychain::WritePasswordJob>(entry);
            job->setBinaryData(QByteArray(text->view().data(), static_cast<qsizetype>(text->size())));
            return job;
        };
        SB_CO_TRY(job, co_await run(std::move(make), &m_clock, m_home));
        if (job->error != QKeychain::NoError) {
            co_return keychainError(*job);
        }
        co_return Result<void>();
    }

    Task<Result<void>> remove(std::string entry) override
    {
        std::function<QKeychain::Job *()> make = [entry] { return jobOf<QKeychain::DeletePasswordJob>(entry); };
        SB_CO_TRY(job, co_await run(std::move(make), &m_clock, m_home));
        if (job->error != QKeychain::NoError && job->error != QKeychain::EntryNotFound) {
            co_return keychainError(*job);
        }
        co_return Result<void>();
    }

private:
    Clock &m_clock;
    std::shared_ptr<Home> m_home = std::make_shared<Home>();
};

} // namespace

bool mayHaveKeychain()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) {
        return true;
    }
    std::error_code ignored;
    const auto folder = qgetenv("XDG_RUNTIME_DIR").toStdString();
    return !folder.empty() && std::filesystem::is_socket(folder + "/bus", ignored);
}

std::unique_ptr<Keychain> makeKeychain(Clock &clock)
{
    return std::make_unique<SystemKeychain>(clock);
}

} // namespace signalbox::vault
