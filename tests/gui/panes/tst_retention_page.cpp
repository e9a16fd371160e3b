// SPDX-License-Identifier: GPL-3.0-or-later
// How long history is kept, in the settings: shown, changed, asked about before more is deleted, here and remotely.
#include "gui/support/widget_checks.h"
#include "pane_rig.h"

#include "ui/link/backend_link.h"
#include "ui/runs/retention_page.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace signalbox;
using namespace signalbox::ui;

class TestRetentionPage : public SignalboxTest
{
    Q_OBJECT
    static constexpr std::int64_t kDay = 24 * 3'600'000;

    void begin(test::ChannelKind kind = test::ChannelKind::InProcess, std::vector<std::string> permissions = {"*"})
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<test::TestServer>(kind, m_folder->filePath(QStringLiteral("data")).toStdString());
        m_server->start();
        // The page's own today: what runs now has ended long ago by then.
        m_today.setWallClock(SystemClock().now() + 10 * kDay);
        m_link = std::make_unique<BackendLink>();
        m_page = std::make_unique<RetentionPage>(*m_theme, *m_link, m_today);
        m_page->setAutoFillBackground(true);
        m_page->setBackgroundRole(QPalette::Base);
        m_page->resize(640, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get(), 30000));
        connect(permissions, kind == test::ChannelKind::InProcess ? BackendLink::Reach::Local : BackendLink::Reach::Remote);
    }
    void connect(const std::vector<std::string> &permissions, BackendLink::Reach reach = BackendLink::Reach::Local)
    {
        m_link->clear();
        m_state.reset();
        m_client = std::make_unique<client::Client>(m_server->connector(permissions), m_clock);
        const auto done = test::await(m_client->connect({}));
        QVERIFY2(done.ok(), done ? "" : done.error().describe().c_str());
        m_link->set(m_client.get(), QStringLiteral("Somewhere"), reach);
        m_state = m_client->watchState([this](client::ConnectionState state, const std::optional<Error> &) { m_link->setState(state, {}); });
        m_link->setState(m_client->state(), {});
    }
    template<typename C>
    Result<typename C::Result> call(typename C::Params params)
    {
        return test::await(m_client->call<C>(std::move(params)), Millis(30000));
    }
    std::string endedRun()
    {
        api::RunStartParams params;
        params.text = test::kDoubling;
        params.input = json::Object{{"n", 1}};
        const auto id = call<api::RunsStart>(std::move(params))->id;
        (void)call<api::RunsWait>({id});
        return id;
    }
    QPushButton *button(const QString &text, const QWidget *in = nullptr) const
    {
        for (auto *candidate : (in ? in : m_page.get())->findChildren<QPushButton *>()) {
            if (candidate->text() == text && candidate->isVisibleTo(m_page.get())) {
                return candidate;
            }
        }
        return nullptr;
    }
    template<typename W>
    W *field(const QString &name) const
    {
        for (auto *candidate : m_page->findChildren<W *>()) {
            if (candidate->accessibleName() == name) {
                return candidate;
            }
        }
        return nullptr;
    }
    QSpinBox *runDays() const { return field<QSpinBox>(QStringLiteral("Days for which ended runs are kept")); }
    QSpinBox *eventDays() const { return field<QSpinBox>(QStringLiteral("Days for which events are kept")); }
    QCheckBox *runsGo() const { return field<QCheckBox>(QStringLiteral("Runs that have ended: delete after some days")); }
    QCheckBox *eventsGo() const { return field<QCheckBox>(QStringLiteral("Events: delete after some days")); }
    bool says(const QString &words) const
    {
        const auto labels = m_page->findChildren<TextLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const auto *label) { return label->isVisible() && label->text().contains(words); });
    }
    bool waitForFields() const
    {
        return test::pumpUntil([&] { return runsGo()->isEnabled(); }, Millis(30000));
    }
    bool waitFor(const QString &words) const
    {
        return test::pumpUntil([&] { return says(words); }, Millis(30000));
    }

    void setUp() override
    {
        m_theme = std::make_unique<Theme>();
        dress(*qApp, *m_theme);
    }
    void tearDown() override
    {
        m_page.reset();
        m_link.reset();
        m_state.reset();
        m_client.reset();
        test::pumpPending();
        m_server.reset();
        m_folder.reset();
        m_theme.reset();
    }

private Q_SLOTS:
    void savesWhatKeepsMoreAtOnce_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("here") << int(test::ChannelKind::InProcess);
        QTest::newRow("remote") << int(test::ChannelKind::WebSocket);
    }
    void savesWhatKeepsMoreAtOnce()
    {
        QFETCH(int, kind);
        begin(static_cast<test::ChannelKind>(kind));
        QVERIFY(waitForFields());
        QVERIFY(!runsGo()->isChecked() && !eventsGo()->isChecked());
        QVERIFY(says(QStringLiteral("Runs are kept for ever.")));
        QVERIFY(!button(QStringLiteral("Save"))->isEnabled());
        // Somebody else changes it; it is read again when the page is looked at again.
        QVERIFY(call<api::RetentionSet>({30, 14}).ok());
        m_page->hide();
        m_page->show();
        QVERIFY(test::pumpUntil([&] { return runsGo()->isChecked() && runsGo()->isEnabled(); }, Millis(30000)));
        QCOMPARE(runDays()->value(), 30);
        QCOMPARE(eventDays()->value(), 14);
        QVERIFY(says(QStringLiteral("Runs are deleted 30 day")));
        QVERIFY(says(QStringLiteral("“Somewhere”")) == (kind == int(test::ChannelKind::WebSocket)));
        runDays()->setValue(120);
        eventsGo()->setChecked(false);
        QVERIFY(says(QStringLiteral("After saving:\nRuns are deleted 120 day")));
        QVERIFY(!eventDays()->isEnabled());
        QTest::mouseClick(button(QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(waitFor(QStringLiteral("Saved.")));
        QVERIFY(m_page->question().isHidden());
        const auto kept = call<api::RetentionGet>({});
        QCOMPARE(kept->runDays, std::int64_t(120));
        QCOMPARE(kept->eventDays, std::int64_t(0));
        // What was typed can be taken back.
        runDays()->setValue(7);
        QVERIFY(!says(QStringLiteral("Saved.")));
        QTest::mouseClick(button(QStringLiteral("Undo changes")), Qt::LeftButton);
        QCOMPARE(runDays()->value(), 120);
        QVERIFY(!button(QStringLiteral("Save"))->isEnabled());
    }

    void asksBeforeMoreIsDeleted()
    {
        begin();
        (void)endedRun();
        (void)endedRun();
        QVERIFY(waitForFields());
        runsGo()->setChecked(true);
        runDays()->setValue(5);
        auto *save = button(QStringLiteral("Save"));
        auto &question = m_page->question();
        QTest::mouseClick(save, Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return question.isVisible(); }, Millis(30000)));
        const QString day = QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_today.now() - 5 * kDay).date(), QLocale::LongFormat);
        QVERIFY2(question.text().contains(day) && question.text().contains(QStringLiteral("2 now")), qPrintable(question.text()));
        QVERIFY(!question.text().contains(QStringLiteral("events")));
        QVERIFY(!save->isEnabled());
        // It is about what was shown.
        runDays()->setValue(6);
        QVERIFY(question.isHidden() && save->isEnabled());
        eventsGo()->setChecked(true);
        eventDays()->setValue(3);
        QTest::mouseClick(save, Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return question.isVisible(); }, Millis(30000)));
        QVERIFY(question.text().contains(QStringLiteral("events from before")));
        QTest::mouseClick(button(QStringLiteral("Keep it"), &question), Qt::LeftButton);
        QVERIFY(question.isHidden());
        QCOMPARE(call<api::RetentionGet>({})->runDays, std::int64_t(0));
        QCOMPARE(runDays()->value(), 6);
        QTest::mouseClick(save, Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return question.isVisible(); }, Millis(30000)));
        QTest::mouseClick(button(QStringLiteral("Delete what is older"), &question), Qt::LeftButton);
        QVERIFY(waitFor(QStringLiteral("Saved.")));
        QCOMPARE(call<api::RetentionGet>({})->runDays, std::int64_t(6));
        QCOMPARE(call<api::RetentionGet>({})->eventDays, std::int64_t(3));
    }

    void saysWhyItCannotBeChangedAndGoesOn()
    {
        begin();
        QVERIFY(waitForFields());
        QVERIFY(m_page->problem().isHidden());
        runsGo()->setChecked(true);
        runDays()->setValue(77);
        m_server->stop();
        QVERIFY(waitFor(QStringLiteral("The connection is broken")));
        QVERIFY(!runsGo()->isEnabled() && !button(QStringLiteral("Save"))->isEnabled());
        m_server->start();
        QVERIFY(waitForFields());
        QVERIFY(m_page->problem().isHidden());
        QCOMPARE(runDays()->value(), 77); // what was typed is still there
        // Another backend is another matter.
        m_link->clear();
        QVERIFY(says(QStringLiteral("There is no connection to a backend")));
        QSignalSpy wanted(m_page.get(), &RetentionPage::connectionRequested);
        QTest::mouseClick(button(QStringLiteral("Connection…")), Qt::LeftButton);
        QCOMPARE(wanted.size(), qsizetype(1));
        connect({"*"});
        QVERIFY(waitForFields());
        QVERIFY(!runsGo()->isChecked());
    }

    void saysWhichPermissionIsMissing()
    {
        begin(test::ChannelKind::InProcess, {"runs.read"});
        QVERIFY(waitFor(QStringLiteral("runs.delete")));
        QVERIFY(says(QStringLiteral("Runs are kept for ever.")));
        QVERIFY(!runsGo()->isEnabled() && !button(QStringLiteral("Save"))->isEnabled());
        QVERIFY(!field<QPushButton>(QStringLiteral("Measure the space that history takes"))->isEnabled());
        QVERIFY(says(QStringLiteral("system.read")));
        connect({"flows.*"});
        QVERIFY(waitFor(QStringLiteral("cannot be read")));
        QVERIFY(m_page->problem().text().contains(QStringLiteral("runs.read")));
        connect({"runs.*"});
        QVERIFY(waitForFields());
        QVERIFY(m_page->problem().isHidden());
    }

    void measuresWhenAsked()
    {
        begin();
        (void)endedRun();
        QVERIFY(waitForFields());
        QVERIFY(!says(QStringLiteral("runs (1)")));
        QTest::mouseClick(field<QPushButton>(QStringLiteral("Measure the space that history takes")), Qt::LeftButton);
        QVERIFY(waitFor(QStringLiteral("The database takes")));
        QVERIFY(says(QStringLiteral("runs (1)")));
    }

    void isWholeInEveryLook_data()
    {
        QTest::addColumn<QString>("look");
        for (const char *look : {"light", "dark", "contrast", "large"}) {
            QTest::newRow(look) << QString::fromLatin1(look);
        }
    }
    void isWholeInEveryLook()
    {
        QFETCH(QString, look);
        LookChoice choice;
        choice.scheme = look == QLatin1String("dark") ? LookChoice::SchemeChoice::Dark : LookChoice::SchemeChoice::Light;
        choice.highContrast = look == QLatin1String("contrast") ? LookChoice::Choice::On : LookChoice::Choice::Off;
        choice.textScale = look == QLatin1String("large") ? 2.0 : 1.0;
        m_theme->setChoice(choice);
        begin();
        (void)endedRun();
        QVERIFY(waitForFields());
        runsGo()->setChecked(true);
        eventsGo()->setChecked(true);
        runDays()->setValue(5);
        QTest::mouseClick(button(QStringLiteral("Save")), Qt::LeftButton);
        QVERIFY(test::pumpUntil([&] { return m_page->question().isVisible(); }, Millis(30000)));
        test::pumpPending();
        const auto none = QStringList();
        QCOMPARE(test::nameless(m_page.get()), none);
        QCOMPARE(test::clipped(m_page.get()), none);
        if (const QString folder = qEnvironmentVariable("SIGNALBOX_LOOK"); !folder.isEmpty()) {
            QVERIFY(m_page->grab().save(folder + QStringLiteral("/retention-") + look + QStringLiteral(".png")));
        }
    }

private:
    SystemClock m_clock;
    VirtualClock m_today;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::TestServer> m_server;
    std::unique_ptr<client::Client> m_client;
    std::unique_ptr<BackendLink> m_link;
    std::shared_ptr<void> m_state;
    std::unique_ptr<RetentionPage> m_page;
};

SB_GUI_TEST_MAIN(TestRetentionPage)
#include "tst_retention_page.moc"
