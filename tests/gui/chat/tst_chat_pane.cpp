// SPDX-License-Identifier: GPL-3.0-or-later
// The chat pane over a real backend, by keys and clicks. With SIGNALBOX_LOOK=folder pictures are kept there.
#include "pane_rig.h"

#include "ui/chat/chat_pane.h"
#include "ui/chat/composer.h"
#include "ui/chat/message_card.h"
#include "ui/widgets/banner.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;

class TestChatPane : public SignalboxTest
{
    Q_OBJECT
    Theme *m_theme = nullptr; ///< the application's, like the style that it dresses
    std::unique_ptr<test::PaneRig> m_rig;
    std::unique_ptr<ChatPane> m_pane;

    void makePane()
    {
        m_pane = std::make_unique<ChatPane>(*m_theme);
        m_pane->resize(360, 640);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get(), 30000));
        m_pane->setClient(m_rig->client.get());
        m_pane->composer().setFocus();
    }

    void say(const QString &text)
    {
        QTest::keyClicks(&m_pane->composer(), text);
        QTest::keyClick(&m_pane->composer(), Qt::Key_Escape);
        if (m_pane->composer().toPlainText() != text) {
            m_pane->composer().setPlainText(text);
        }
        for (auto *popup : m_pane->findChildren<QCompleter *>()) {
            popup->popup()->hide();
        }
        QTest::keyClick(&m_pane->composer(), Qt::Key_Return);
    }

    QString lastWords() const { return m_pane->cards().isEmpty() ? QString() : m_pane->cards().last()->plainText(); }

    bool answered(const QString &words)
    {
        return test::pumpUntil([&] { return lastWords().contains(words) && !m_pane->feed().isAnswering(); });
    }

    void keep(const QString &name)
    {
        test::pumpPending();
        const QString folder = qEnvironmentVariable("SIGNALBOX_LOOK");
        const auto picture = m_pane->grab();
        QVERIFY(!picture.isNull());
        if (!folder.isEmpty()) {
            QVERIFY(picture.save(folder + u'/' + name + QStringLiteral(".png")));
        }
    }

    void saveFlow(const std::string &id, const std::string &text)
    {
        api::FlowSaveParams params;
        params.id = id;
        params.text = text;
        QVERIFY(m_rig->call<api::FlowsSave>(params).ok());
    }

protected:
    void setUp() override
    {
        if (!m_theme) {
            m_theme = new Theme(qApp);
            dress(*qApp, *m_theme);
        }
        m_theme->setChoice({});
        m_rig = std::make_unique<test::PaneRig>();
    }
    void tearDown() override
    {
        m_pane.reset();
        test::pumpPending();
        m_rig.reset();
    }

private Q_SLOTS:
    void aCommandIsAnsweredInTheThread()
    {
        saveFlow("double", test::kDoubling);
        makePane();
        keep(QStringLiteral("chat-empty"));
        say(QStringLiteral("/help"));
        QVERIFY(answered(QStringLiteral("/explain")));
        QCOMPARE(m_pane->cards().size(), 2);
        QVERIFY(m_pane->composer().toPlainText().isEmpty());
        say(QStringLiteral("/run double {\"n\": 21}"));
        QVERIFY(answered(QStringLiteral("42")));
        QSignalSpy runs(m_pane.get(), &ChatPane::runRequested);
        auto *chip = m_pane->cards().last()->findChild<QPushButton *>();
        QVERIFY(chip);
        QTest::mouseClick(chip, Qt::LeftButton);
        QCOMPARE(runs.size(), 1);
        say(QStringLiteral("/explain double"));
        QVERIFY(answered(QStringLiteral("Doubling")));
        QSignalSpy flows(m_pane.get(), &ChatPane::flowRequested);
        QTest::mouseClick(m_pane->cards().last()->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(flows.size(), 1);
        keep(QStringLiteral("chat-commands"));
        LookChoice dark;
        dark.scheme = LookChoice::SchemeChoice::Dark;
        m_theme->setChoice(dark);
        keep(QStringLiteral("chat-dark"));
        m_pane->setLayoutDirection(Qt::RightToLeft);
        keep(QStringLiteral("chat-rtl"));
    }

    void whatIsSentQuicklyIsOneThread()
    {
        makePane();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().hasClient(); }));
        m_pane->feed().send(QStringLiteral("/help"));
        m_pane->feed().send(QStringLiteral("/explain nothing"));
        QVERIFY(test::pumpUntil([&] { return m_pane->cards().size() == 4 && !m_pane->feed().isAnswering(); }));
        QCOMPARE(m_pane->cards().first()->plainText().trimmed(), QStringLiteral("/help"));
        api::ConversationListParams all;
        const auto threads = m_rig->call<api::ConversationsList>(std::move(all));
        QVERIFY(threads.ok());
        QCOMPARE(threads->conversations.size(), std::size_t(1));
    }

    void commandsAndFlowsAreCompleted()
    {
        saveFlow("double", test::kDoubling);
        makePane();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().flows().contains(QStringLiteral("double")); }));
        QTest::keyClicks(&m_pane->composer(), QStringLiteral("/ru"));
        auto *popup = m_pane->findChild<QCompleter *>()->popup();
        QVERIFY(popup->isVisible());
        QTest::keyClick(&m_pane->composer(), Qt::Key_Tab);
        QCOMPARE(m_pane->composer().toPlainText(), QStringLiteral("/run "));
        QTest::keyClicks(&m_pane->composer(), QStringLiteral("d"));
        QTest::keyClick(&m_pane->composer(), Qt::Key_Return);
        QCOMPARE(m_pane->composer().toPlainText(), QStringLiteral("/run double"));
    }

    void threadsAreKeptAndOpenedAgain()
    {
        makePane();
        say(QStringLiteral("First things"));
        QVERIFY(answered(QStringLiteral("No model")));
        m_pane->feed().startNew();
        QVERIFY(m_pane->cards().isEmpty());
        say(QStringLiteral("Second things"));
        QVERIFY(answered(QStringLiteral("No model")));
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().threads().size() == 2 && m_pane->feed().threads()[1].title == "First things"; }));
        m_pane->feed().open(m_pane->feed().threads()[1].id);
        QVERIFY(test::pumpUntil([&] { return m_pane->cards().size() == 2; }));
        QVERIFY(m_pane->cards().first()->plainText().contains(QStringLiteral("First things")));
        m_pane->feed().remove();
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().threads().size() == 1; }));
    }

    void aLongThreadIsReadFromItsEnd()
    {
        const auto thread = m_rig->call<api::ConversationsCreate>({})->id;
        for (int i = 0; i < 60; ++i) {
            api::ConversationSendParams params;
            params.id = thread;
            params.text = "Message " + std::to_string(i);
            QVERIFY(m_rig->call<api::ConversationsSend>(params).ok());
        }
        QVERIFY(test::pumpUntil([&] { return m_rig->call<api::ConversationsGet>({thread})->messages == 120; }));
        makePane();
        QVERIFY(test::pumpUntil([&] { return !m_pane->feed().threads().empty(); }));
        m_pane->feed().open(thread);
        QVERIFY(test::pumpUntil([&] { return m_pane->cards().size() == 50; }));
        m_pane->feed().loadOlder();
        QVERIFY(test::pumpUntil([&] { return m_pane->cards().size() == 100; }));
        m_pane->feed().loadOlder();
        QVERIFY(test::pumpUntil([&] { return m_pane->cards().size() == 120; }));
        QVERIFY(!m_pane->feed().hasOlder());
        QVERIFY(m_pane->cards().first()->plainText().contains(QStringLiteral("Message 0")));
    }

    void whatCouldNotBeSentComesBack()
    {
        makePane();
        m_pane->setClient(nullptr);
        Q_EMIT m_pane->composer().submitted(QStringLiteral("precious words"));
        QVERIFY(test::pumpUntil([&] { return m_pane->composer().toPlainText() == QStringLiteral("precious words"); }));
        QVERIFY(m_pane->findChild<Banner *>()->isVisible());
    }

    void aTurnIsStopped()
    {
        saveFlow("pauses", test::kPausing);
        makePane();
        say(QStringLiteral("/run pauses"));
        QVERIFY(test::pumpUntil([&] { return m_pane->feed().isAnswering() && m_pane->cards().size() == 2; }));
        keep(QStringLiteral("chat-running"));
        m_pane->feed().stop();
        QVERIFY(test::pumpUntil([&] { return !m_pane->feed().isAnswering(); }));
    }

    void nothingOfAMessageIsLoadedOrHtml()
    {
        makePane();
        api::MessageView message;
        message.role = api::MessageRole::Agent;
        message.parts = json::Array{json::Object{{"type", "text"}, {"text", "<b>bold</b> ![x](file:///etc/passwd) ![y](http://127.0.0.1:9/z.png) `code`"}}, json::Object{{"type", "unheard of"}}, "no object"};
        MessageCard card(*m_theme);
        card.setMessage(message);
        card.resize(300, 200);
        card.grab();
        const auto *text = card.findChild<MarkdownText *>();
        QVERIFY(text->toPlainText().contains(QStringLiteral("<b>")));
        // A picture that is there is not shown either: its description is.
        const QTemporaryDir folder;
        QImage red(100, 100, QImage::Format_RGB32);
        red.fill(Qt::red);
        QVERIFY(red.save(folder.filePath(QStringLiteral("red.png"))));
        message.parts = json::Array{json::Object{{"type", "text"}, {"text", "![the plan](" + folder.filePath(QStringLiteral("red.png")).toStdString() + ")"}}};
        card.setMessage(message);
        const QImage shown = card.grab().toImage();
        for (int y = 0; y < shown.height(); y += 4) {
            for (int x = 0; x < shown.width(); x += 4) {
                QVERIFY(shown.pixelColor(x, y) != QColor(Qt::red));
            }
        }
        QCOMPARE(card.findChildren<MarkdownText *>().last()->toPlainText(), QStringLiteral("the plan"));
    }

    void everythingHasAName()
    {
        makePane();
        say(QStringLiteral("/help"));
        QVERIFY(answered(QStringLiteral("/explain")));
        for (auto *button : m_pane->findChildren<QAbstractButton *>()) {
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(), button->metaObject()->className());
        }
        QVERIFY(!m_pane->composer().accessibleName().isEmpty());
    }
};

SB_GUI_TEST_MAIN(TestChatPane)
#include "tst_chat_pane.moc"
