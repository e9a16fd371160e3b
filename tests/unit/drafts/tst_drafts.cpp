// SPDX-License-Identifier: GPL-3.0-or-later
// Drafts: what was edited is there again, whatever happened to the program.
#include "drafts/draft_store.h"
#include "support/test.h"

#include <random>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

using namespace signalbox;
using flow::Path;

namespace {

const std::string kText = R"({"id":"f","nodes":[{"id":"a","type":"output","config":{"n":1.0}}],"edges":[]})";

flow::EditHistory historyOf(const std::string &text)
{
    auto document = flow::Document::parse(text);
    return flow::EditHistory(std::move(*document));
}

/// One random thing that a person may do.
void doSomething(flow::EditHistory &history, std::mt19937 &random)
{
    const Path nodes = Path() / "nodes";
    const auto &list = history.root().get_object().at("nodes").get_array();
    switch (random() % 8) {
    case 0: history.undo(); return;
    case 1: history.redo(); return;
    case 2:
        history.begin("add");
        history.append(nodes, json::Object{{"id", "n" + std::to_string(random() % 1000)}, {"type", "merge"}, {"config", json::Object()}});
        break;
    case 3:
        history.begin("remove");
        if (list.size() > 1) {
            history.erase(nodes / (random() % list.size()));
        }
        break;
    case 4:
        history.begin("add member");
        history.set(nodes / (random() % list.size()) / "config" / ("k" + std::to_string(random() % 5)), json::Value("ä\n\"" + std::to_string(random())));
        break;
    default:
        history.begin("type", "typing");
        history.set(nodes / std::size_t{0} / "config" / "text", json::Value(std::string(random() % 20, 'x') + std::to_string(random())));
        break;
    }
    history.commit();
}

} // namespace

class TestDrafts : public SignalboxTest
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_folder;
    const drafts::DraftKey m_key{"backend", "flow"};

    std::string folder() const { return m_folder->filePath(QStringLiteral("drafts")).toStdString(); }
    QString file() const
    {
        const QDir dir(QString::fromStdString(folder()));
        return dir.filePath(dir.entryList({QStringLiteral("*.draft")}).value(0));
    }

protected:
    void setUp() override { m_folder = std::make_unique<QTemporaryDir>(); }
    void tearDown() override { m_folder.reset(); }

private Q_SLOTS:
    void everyEditIsThereAgain()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 30; ++round) {
            drafts::DraftStore store(folder());
            auto history = historyOf(kText);
            {
                auto journal = store.begin(m_key, 3, kText);
                QVERIFY(journal.ok());
                for (int i = 0; i < 60; ++i) {
                    doSomething(history, random);
                    QVERIFY((*journal)->sync(history).ok());
                }
            }
            const auto draft = store.read(m_key);
            QVERIFY(draft.ok());
            QCOMPARE(draft->info.revision, std::int64_t{3});
            QVERIFY(!draft->info.isDamaged);
            auto again = historyOf(draft->text);
            QCOMPARE(again.replay(draft->steps, draft->position), draft->steps.size());
            QCOMPARE(again.position(), history.position());
            QCOMPARE(*again.text(), *history.text());
            while (again.canRedo()) {
                again.redo();
                history.redo();
            }
            QCOMPARE(*again.text(), *history.text());
            while (again.canUndo()) {
                again.undo();
            }
            QCOMPARE(*again.text(), kText);
        }
    }

    void goesOnWhereItWas()
    {
        drafts::DraftStore store(folder());
        std::mt19937 random(1);
        std::string expected;
        for (int session = 0; session < 5; ++session) {
            const auto draft = store.read(m_key);
            auto history = historyOf(kText);
            Result<std::unique_ptr<drafts::DraftJournal>> journal;
            if (draft) {
                history.replay(draft->steps, draft->position);
                QCOMPARE(*history.text(), expected);
                journal = store.resume(*draft, history);
            } else {
                journal = store.begin(m_key, 1, kText);
            }
            QVERIFY(journal.ok());
            for (int i = 0; i < 20; ++i) {
                doSomething(history, random);
                QVERIFY((*journal)->sync(history).ok());
            }
            expected = *history.text();
        }
    }

    void aTornFileGivesWhatStoodBeforeTheTear()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        std::vector<std::string> states{kText};
        {
            auto journal = store.begin(m_key, 1, kText);
            for (int i = 0; i < 10; ++i) {
                history.begin("step");
                history.set(Path() / "nodes" / std::size_t{0} / "config" / "n", i);
                history.commit();
                QVERIFY((*journal)->sync(history).ok());
                states.push_back(*history.text());
            }
        }
        QFile whole(file());
        QVERIFY(whole.open(QIODevice::ReadWrite));
        const auto bytes = whole.readAll();
        for (auto length = bytes.size(); length > bytes.indexOf('\n'); --length) {
            QVERIFY(whole.resize(length));
            const auto draft = store.read(m_key);
            QVERIFY(draft.ok());
            QVERIFY(!draft->info.isDamaged);
            auto again = historyOf(draft->text);
            again.replay(draft->steps, draft->position);
            QCOMPARE(*again.text(), states[draft->position]);
            QCOMPARE(draft->position, static_cast<std::size_t>(bytes.left(length).count('\n') - 1));
        }
    }

    void aDamagedFileIsKept()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        {
            auto journal = store.begin(m_key, 1, kText);
            for (int i = 0; i < 3; ++i) {
                history.begin("step");
                history.set(Path() / "nodes" / std::size_t{0} / "config" / "n", i);
                history.commit();
                QVERIFY((*journal)->sync(history).ok());
            }
        }
        QFile damaged(file());
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        auto bytes = damaged.readAll();
        bytes[bytes.lastIndexOf('\n', -2) - 3] ^= 1; // in the line before the last
        damaged.seek(0);
        damaged.write(bytes);
        damaged.close();
        const auto draft = store.read(m_key);
        QVERIFY(draft.ok() && draft->info.isDamaged);
        QCOMPARE(draft->position, std::size_t{1});
        auto again = historyOf(draft->text);
        again.replay(draft->steps, draft->position);
        QVERIFY(store.resume(*draft, again).ok());
        QFile kept(file() + QStringLiteral(".damaged"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), bytes);
        QVERIFY(!store.read(m_key)->info.isDamaged);
    }

    void isHeldAllTheWhileItIsResumed()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        {
            auto journal = store.begin(m_key, 1, kText);
            history.begin("step");
            history.set(Path() / "name", json::Value("a"));
            history.commit();
            QVERIFY((*journal)->sync(history).ok());
        }
        const auto path = file();
        QFile original(path);
        QVERIFY(original.open(QIODevice::ReadOnly));
        const QByteArray bytes = original.readAll() + "damaged\n";
        original.close();
        // Somebody else tries to get hold of it without end.
        const std::jthread other([name = path.toStdString()](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                const int descriptor = ::open(name.c_str(), O_RDWR | O_CLOEXEC);
                for (int i = 0; i < 200 && descriptor >= 0; ++i) {
                    (void)::flock(descriptor, LOCK_EX | LOCK_NB);
                    (void)::flock(descriptor, LOCK_UN);
                }
                ::close(descriptor);
            }
        });
        const auto kept = path + QStringLiteral(".damaged");
        for (int resumed = 0; resumed < 40;) {
            QFile anew(path);
            QVERIFY(anew.open(QIODevice::WriteOnly));
            anew.write(bytes);
            anew.close();
            const auto draft = store.read(m_key);
            QVERIFY(draft.ok() && draft->info.isDamaged);
            const auto journal = store.resume(*draft, history);
            if (!journal) {
                QVERIFY2(journal.error().is("draft.held"), journal.error().describe().c_str());
                QVERIFY2(!QFile::exists(kept), "it had it, and let it go");
                continue;
            }
            ++resumed;
            QVERIFY(QFile::remove(kept));
        }
    }

    void stepsThatDoNotFitEndTheReplay()
    {
        auto history = historyOf(kText);
        history.begin("one");
        history.set(Path() / "nodes" / std::size_t{0} / "config" / "n", 5);
        history.commit();
        history.begin("two");
        history.erase(Path() / "edges");
        history.commit();
        auto steps = history.steps();
        std::get<flow::Splice>(steps[1].operations[0]).removed[0].value = "something else";
        auto again = historyOf(kText);
        QCOMPARE(again.replay(steps, 2), std::size_t{1});
        QCOMPARE(again.position(), std::size_t{1});
        again.undo();
        QCOMPARE(*again.text(), kText);
    }

    void knowsWhatWasSaved()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        auto journal = store.begin(m_key, 1, kText);
        const auto step = [&](int n) {
            history.begin("step");
            history.set(Path() / "nodes" / std::size_t{0} / "config" / "n", n);
            history.commit();
            return (*journal)->sync(history).ok();
        };
        QVERIFY(step(1) && step(2));
        QCOMPARE(store.read(m_key)->info.edits, std::size_t{2});
        QVERIFY((*journal)->markSaved(2, history, history.position()).ok());
        QCOMPARE(store.read(m_key)->info.edits, std::size_t{0});
        QCOMPARE(store.read(m_key)->info.revision, std::int64_t{2});
        QVERIFY(step(3));
        QCOMPARE(store.list().front().edits, std::size_t{1});
        history.undo();
        history.undo();
        QVERIFY(step(9));
        QCOMPARE(store.read(m_key)->info.edits, std::size_t{2}); // the saved state cannot be undone to any more
        (*journal)->remove();
        QVERIFY(store.list().empty());
        QVERIFY(store.read(m_key).error().is("draft.none"));
    }

    void knowsWhatWasSavedWhileItWasEdited()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        auto journal = store.begin(m_key, 1, kText);
        const auto step = [&](int n) {
            history.begin("step");
            history.set(Path() / "nodes" / std::size_t{0} / "config" / "n", n);
            history.commit();
            return (*journal)->sync(history).ok();
        };
        QVERIFY(step(1) && step(2) && step(3));
        QVERIFY((*journal)->markSaved(2, history, 1).ok());
        auto draft = store.read(m_key);
        QCOMPARE(draft->position, std::size_t{3});
        QCOMPARE(draft->savedPosition, std::size_t{1});
        QCOMPARE(draft->info.edits, std::size_t{2});
        QCOMPARE(draft->info.revision, std::int64_t{2});
        QVERIFY((*journal)->markSaved(3, history, std::string::npos).ok());
        draft = store.read(m_key);
        QCOMPARE(draft->savedPosition, std::string::npos);
        QVERIFY(draft->info.edits > 0);
    }

    void whatIsSetAsideIsKept()
    {
        drafts::DraftStore store(folder());
        QVERIFY(store.setAside(m_key)->empty());
        QVERIFY(store.begin(m_key, 1, kText).ok());
        const auto aside = store.setAside(m_key);
        QVERIFY(aside.ok() && QFile::exists(QString::fromStdString(*aside)));
        QVERIFY(store.read(m_key).error().is("draft.none"));
        auto journal = store.begin(m_key, 1, kText);
        QVERIFY(store.setAside(m_key).error().is("draft.held"));
        journal->reset();
        const auto second = store.setAside(m_key);
        QVERIFY(second.ok() && *second != *aside && QFile::exists(QString::fromStdString(*aside)));
    }

    void aLongFileIsWrittenShorter()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        const std::string large(40'000, 'x');
        {
            auto journal = store.begin(m_key, 4, kText);
            for (int i = 0; i < 60; ++i) {
                history.begin("text", "text");
                history.set(Path() / "name", json::Value(large + std::to_string(i)));
                history.commit();
                QVERIFY((*journal)->sync(history).ok());
            }
            QVERIFY((*journal)->markSaved(5, history, 0).ok());
        }
        const auto before = store.read(m_key);
        auto again = historyOf(before->text);
        again.replay(before->steps, before->position);
        QVERIFY(QFileInfo(file()).size() > 2'000'000);
        auto journal = store.resume(*before, again);
        QVERIFY(journal.ok());
        QVERIFY(QFileInfo(file()).size() < 1'000'000);
        const auto after = store.read(m_key);
        QCOMPARE(after->position, before->position);
        QCOMPARE(after->steps.size(), before->steps.size());
        QCOMPARE(after->savedPosition, std::size_t{0});
        QCOMPARE(after->info.revision, std::int64_t{5});
        QCOMPARE(after->info.title, large + "59");
        QVERIFY(store.begin(m_key, 1, kText).error().is("draft.held")); // the new file is the held one
        again.undo();
        QVERIFY((*journal)->sync(again).ok());
        QCOMPARE(store.read(m_key)->position, before->position - 1);
    }

    void textsAreKeptBesideTheSteps()
    {
        drafts::DraftStore store(folder());
        auto history = historyOf(kText);
        {
            auto journal = store.begin(m_key, 1, kText);
            QVERIFY(journal);
            QVERIFY((*journal)->keepText("typed", "{\"broken\": ä\n"));
            QVERIFY((*journal)->keepText("other", "kept"));
            QVERIFY((*journal)->keepText("typed", "{\"broken\": 2"));
            history.begin("add");
            history.append(Path() / "nodes", json::Object{{"id", "b"}, {"type", "merge"}});
            history.commit();
            QVERIFY((*journal)->sync(history));
        }
        auto draft = store.read(m_key);
        QVERIFY(draft);
        QCOMPARE(draft->texts.size(), std::size_t(2));
        QCOMPARE(draft->texts.at("typed"), std::string("{\"broken\": 2"));
        QCOMPARE(draft->steps.size(), std::size_t(1));
        QCOMPARE(draft->position, std::size_t(1));
        QCOMPARE(draft->info.edits, std::size_t(2));
        QVERIFY(!draft->info.isDamaged);
        {
            // Written shorter, they are still there.
            auto journal = store.resume(*draft, history);
            QVERIFY(journal);
            for (int i = 0; i < 40; ++i) {
                QVERIFY((*journal)->keepText("typed", std::string(1 << 16, 'x') + std::to_string(i)));
            }
        }
        draft = store.read(m_key);
        QVERIFY(draft);
        const auto before = draft->fileBytes;
        {
            auto journal = store.resume(*draft, history);
            QVERIFY(journal);
            QVERIFY((*journal)->keepText("other", std::nullopt));
        }
        draft = store.read(m_key);
        QVERIFY(draft);
        QVERIFY(draft->fileBytes < before / 4);
        QCOMPARE(draft->texts.size(), std::size_t(1));
        QCOMPARE(draft->texts.at("typed"), std::string(1 << 16, 'x') + "39");
        QCOMPARE(draft->steps.size(), std::size_t(1));
    }

    void isHeldByOneWindow()
    {
        drafts::DraftStore store(folder());
        auto journal = store.begin(m_key, 1, kText);
        QVERIFY(journal.ok());
        QVERIFY(store.begin(m_key, 1, kText).error().is("draft.held"));
        QVERIFY(store.discard(m_key).error().is("draft.held"));
        QCOMPARE(QFileInfo(file()).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        journal->reset();
        QVERIFY(store.discard(m_key).ok());
        QVERIFY(store.list().empty());
    }

    void refusesWhatIsNewerAndPassesOverWhatIsNone()
    {
        drafts::DraftStore store(folder());
        QVERIFY(store.begin(m_key, 1, kText).ok());
        QFile other(file());
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("garbage\n");
        other.close();
        QVERIFY(store.read(m_key).error().is("draft.damaged"));
        QVERIFY(store.list().empty());
    }

    void aKilledProgramLosesNoEdit()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 20; ++round) {
            QProcess writer;
            writer.start(QString::fromUtf8(DRAFTS_WRITER), {QString::fromStdString(folder())});
            const auto wanted = static_cast<int>(random() % 400);
            QByteArray said;
            QVERIFY(test::pumpUntil([&] {
                said += writer.readAllStandardOutput();
                return said.count('\n') > wanted;
            }));
            writer.kill();
            QVERIFY(writer.waitForFinished());
            said += writer.readAllStandardOutput();
            drafts::DraftStore store(folder());
            const auto draft = store.read(m_key);
            QVERIFY(draft.ok() && !draft->info.isDamaged);
            QVERIFY2(static_cast<int>(draft->position) >= said.count('\n'), "an edit that was told to be kept is lost");
            auto again = historyOf(draft->text);
            QCOMPARE(again.replay(draft->steps, draft->position), draft->steps.size());
        }
    }
};

SB_TEST_MAIN(TestDrafts)
#include "tst_drafts.moc"
