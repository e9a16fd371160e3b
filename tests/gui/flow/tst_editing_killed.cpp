// SPDX-License-Identifier: GPL-3.0-or-later
// The program is killed again and again while somebody edits; every edit that was finished is there afterwards, with
// the whole history, and editing goes on from it. SIGNALBOX_KILLS says how often (100).
#include "support/test.h"

#include "drafts/draft_store.h"

#include <QCryptographicHash>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <random>
#include <thread>

using namespace signalbox;

namespace {

QByteArray hashOf(flow::EditHistory &history)
{
    const auto text = history.text().value();
    return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha1).toHex();
}

// What is edited so often grows, and all its states are compared each time.
constexpr int kKillsOfOne = 10;

/// What the session said: how the document stood after each number of steps, and after how many it stands.
struct Told
{
    std::vector<QByteArray> states;
    std::size_t position = 0;

    void hear(const QByteArray &line)
    {
        const auto words = line.split(' ');
        const auto now = static_cast<std::size_t>(words.value(0).toULongLong());
        // A state that is known at its place was gone back to, or to again; any other ends what could be done again.
        if (now >= states.size() || states[now] != words.value(1)) {
            states.resize(now);
            states.push_back(words.value(1));
        }
        position = now;
    }
};

} // namespace

class TestEditingKilled : public SignalboxTest
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_folder;

    // The draft, replayed: all its states. Nothing where it is damaged or does not fit together.
    std::optional<Told> readDraft()
    {
        drafts::DraftStore store(m_folder->path().toStdString() + "/drafts");
        const auto all = store.list();
        const auto draft = all.size() == 1 ? store.read(all.front().key) : Result<drafts::Draft>(Error("test", "there is no draft"));
        auto document = draft && !draft->info.isDamaged ? flow::Document::parse(draft->text) : Result<flow::Document>(Error("test", "the draft is damaged"));
        if (!document) {
            return std::nullopt;
        }
        flow::EditHistory history(std::move(*document));
        if (history.replay(draft->steps, draft->position) != draft->steps.size()) {
            return std::nullopt;
        }
        Told found;
        found.position = history.position();
        while (history.undo()) {
        }
        found.states.push_back(hashOf(history));
        while (history.redo()) {
            found.states.push_back(hashOf(history));
        }
        return found;
    }

private Q_SLOTS:
    void everyFinishedEditIsThereAgain()
    {
        bool isGiven = false;
        const int asked = qEnvironmentVariableIntValue("SIGNALBOX_KILLS", &isGiven);
        const int kills = isGiven ? asked : 100;
        std::mt19937 random(5);
        Told told;
        for (int round = 0; round < kills; ++round) {
            const bool isFirst = round % kKillsOfOne == 0;
            if (isFirst) {
                m_folder.emplace();
                told = {};
            }
            QProcess session;
            session.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            session.start(QString::fromUtf8(EDITING_SESSION), {m_folder->path(), QString::number(round + 1)});
            QByteArray said;
            const auto wanted = static_cast<int>(random() % 40) + 2;
            // A session that ends by itself has failed, and says why.
            const bool heard = test::pumpUntil(
                [&] {
                    said += session.readAllStandardOutput();
                    return said.count('\n') >= wanted || session.state() == QProcess::NotRunning;
                },
                Millis(60000));
            QVERIFY2(heard && session.state() != QProcess::NotRunning, said.right(200).constData());
            // Any instant is as good as any other: that the next edit is at a different place each time is all that matters.
            for (auto turns = random() % 20000; turns > 0; --turns) {
                std::this_thread::yield();
            }
            session.kill();
            QVERIFY(session.waitForFinished(30000));
            said += session.readAllStandardOutput();
            said.truncate(said.lastIndexOf('\n') + 1);
            const auto lines = said.trimmed().split('\n');
            for (qsizetype i = 0; i < lines.size(); ++i) {
                if (i == 0 && !isFirst) {
                    // Opened again it stands where the draft stood.
                    QCOMPARE(lines[i], QByteArray::number(static_cast<qulonglong>(told.position)) + ' ' + told.states[told.position]);
                } else {
                    told.hear(lines[i]);
                }
            }
            const auto found = readDraft();
            QVERIFY2(found, "the draft is damaged, or its steps do not fit");
            // It may be one edit ahead of what was heard. What was finished is there in any case, and so is all before it.
            QVERIFY2(found->position + 1 >= told.position && found->position <= told.position + 1, "an edit is lost");
            QVERIFY(found->states.size() > told.position);
            for (std::size_t i = 0; i <= told.position; ++i) {
                QCOMPARE(found->states[i], told.states[i]);
            }
            const bool isAhead = found->position != told.position || found->states != told.states;
            if (isAhead) {
                told = *found;
            }
        }
    }
};

SB_TEST_MAIN(TestEditingKilled)
#include "tst_editing_killed.moc"
