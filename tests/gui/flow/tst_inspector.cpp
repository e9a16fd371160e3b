// SPDX-License-Identifier: GPL-3.0-or-later
// The forms of the inspector: made of the type's schema, checked as one types, every change a step of the history.
#include "flow_rig.h"
#include "run_flows.h"

#include "ui/flow/expression_preview.h"
#include "ui/flow/problem_list.h"
#include "ui/flow/text_field.h"
#include "ui/widgets/quiet_document.h"
#include "ui/widgets/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTextBrowser>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::ui;
using test::FlowRig;

class TestInspector : public SignalboxTest
{
    Q_OBJECT

    std::unique_ptr<FlowRig> m_rig;
    std::unique_ptr<Inspector> m_inspector;

    void setUp() override
    {
        m_rig = std::make_unique<FlowRig>();
        auto &document = m_rig->openText(test::kFormsFlow, "forms");
        m_inspector = std::make_unique<Inspector>(m_rig->theme);
        m_inspector->resize(340, 900);
        m_inspector->setDocument(&document);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get(), 30000));
    }
    void tearDown() override
    {
        m_inspector.reset();
        m_rig.reset();
    }

    void select(std::vector<std::string> nodes)
    {
        m_rig->canvas().selectIds(nodes);
        test::pumpPending();
    }
    template<typename W>
    W *in(const char *field, SchemaForm *form = nullptr)
    {
        auto *row = (form ? form : m_inspector->configForm())->row(field);
        return row ? row->editor()->findChild<W *>() : nullptr;
    }
    QString problemOf(const char *field) { return m_inspector->configForm()->row(field)->problem(); }
    void type(QWidget *widget, const QString &text)
    {
        widget->setFocus();
        QTest::keyClicks(widget, text);
        test::pumpPending();
    }
    json::Value config(const char *node) { return json::parse(m_rig->configText(node)).value(); }
    std::size_t steps() { return m_rig->document().editor()->history().position(); }

private Q_SLOTS:
    void typingIsOneStepAndCanBeTakenBack()
    {
        select({"call"});
        auto *url = in<TextField>("url");
        QVERIFY(url);
        QCOMPARE(url->text(), QStringLiteral("http://127.0.0.1:1/"));
        QCOMPARE(url->accessibleName(), QStringLiteral("URL"));
        url->moveCursor(QTextCursor::End);
        type(url, QStringLiteral("orders"));
        QVERIFY(config("call").at("url") == "http://127.0.0.1:1/orders");
        QCOMPARE(steps(), std::size_t(1));
        m_rig->document().perform(QStringLiteral("edit.undo"));
        test::pumpPending();
        QCOMPARE(url->text(), QStringLiteral("http://127.0.0.1:1/"));
        QCOMPARE(m_rig->text(), std::string(test::kFormsFlow));
    }

    void controlsFitTheSchema()
    {
        select({"call"});
        QVERIFY(in<QComboBox>("bodyType") || in<QComboBox>("parse"));
        auto *form = m_inspector->configForm();
        // A choice, by the keyboard.
        auto *choice = in<QComboBox>("parse");
        QVERIFY(choice);
        choice->setCurrentIndex(choice->findText(QStringLiteral("json")));
        Q_EMIT choice->activated(choice->currentIndex());
        QVERIFY(config("call").at("parse") == "json");
        // A switch.
        auto *follow = in<QCheckBox>("followRedirects");
        QVERIFY(follow && follow->isChecked());
        follow->click();
        QVERIFY(config("call").at("followRedirects") == false);
        // A number with a range.
        auto *bytes = in<QLineEdit>("maxBytes");
        QVERIFY(bytes);
        type(bytes, QStringLiteral("0"));
        QVERIFY(config("call").at("maxBytes") == 0);
        QVERIFY2(!problemOf("maxBytes").isEmpty(), "below the least");
        // Reset takes it away.
        for (auto *button : form->row("maxBytes")->findChildren<QToolButton *>()) {
            if (button->accessibleName().startsWith(QLatin1String("Reset"))) {
                QVERIFY(button->isVisibleTo(form));
                button->click();
            }
        }
        test::pumpPending();
        QVERIFY(!config("call").get_object().contains("maxBytes"));
        QVERIFY(problemOf("maxBytes").isEmpty());
        // What the schema does not know stays.
        QVERIFY(config("call").at("x-kept") == 1);
    }

    void saysWhatIsWrongAsOneTypes()
    {
        select({"call"});
        auto *url = in<TextField>("url");
        url->selectAll();
        QTest::keyClick(url, Qt::Key_Delete);
        type(url, QStringLiteral("{{ input.a + "));
        QVERIFY(!problemOf("url").isEmpty());
        type(url, QStringLiteral("1 }}"));
        QVERIFY2(problemOf("url").isEmpty(), qPrintable(problemOf("url")));
        auto *timeout = in<TextField>("timeout");
        QVERIFY(timeout);
        type(timeout, QStringLiteral("soon"));
        QVERIFY(problemOf("timeout").contains(QStringLiteral("30s")));
    }

    void numbersMayBeTemplates()
    {
        select({"call"});
        auto *row = m_inspector->configForm()->row("maxBytes");
        QToolButton *toggle = nullptr;
        for (auto *button : row->editor()->findChildren<QToolButton *>()) {
            toggle = button->isCheckable() ? button : toggle;
        }
        QVERIFY(toggle);
        toggle->click();
        auto *field = row->editor()->findChild<TextField *>();
        type(field, QStringLiteral("{{ vars.most }}"));
        QVERIFY(config("call").at("maxBytes") == "{{ vars.most }}");
    }

    void nestedObjectsAndSecrets()
    {
        select({"call"});
        auto *auth = m_inspector->configForm()->row("auth");
        QVERIFY(auth);
        auto *form = auth->editor()->findChild<SchemaForm *>();
        QVERIFY(form);
        auto *kind = in<QComboBox>("type", form);
        kind->setCurrentIndex(1);
        Q_EMIT kind->activated(1);
        QVERIFY(config("call").at("auth").at("type") == "bearer");
        api::SecretSetParams secret{"shopToken", "nobody sees this"};
        QVERIFY(m_rig->call<api::SecretsSet>(secret).ok());
        m_rig->bench->refresh();
        QVERIFY(test::pumpUntil([&] { return m_rig->bench->secrets().contains(QStringLiteral("shopToken")); }));
        auto *token = in<QComboBox>("token", form);
        QVERIFY(token);
        const int at = token->findText(QStringLiteral("shopToken"));
        QVERIFY(at >= 0);
        token->setCurrentIndex(at);
        Q_EMIT token->activated(at);
        QVERIFY(config("call").at("auth").at("token") == "{{ secrets.shopToken }}");
        QVERIFY(!QString::fromStdString(m_rig->text()).contains(QStringLiteral("nobody sees")));
    }

    void listsOfObjects()
    {
        select({"route"});
        auto *cases = m_inspector->configForm()->row("cases");
        QCOMPARE(cases->editor()->findChildren<SchemaForm *>().size(), 2);
        const auto press = [&](const QString &name) {
            for (auto *button : cases->editor()->findChildren<QAbstractButton *>()) {
                if (button->isVisibleTo(cases) && (button->accessibleName() == name || button->text() == name)) {
                    button->click();
                    test::pumpPending();
                    return true;
                }
            }
            return false;
        };
        QVERIFY(press(QStringLiteral("Move entry 2 up")));
        QVERIFY(config("route").at("cases").at(0).at("port") == "b");
        QVERIFY(press(QStringLiteral("Remove entry 1")));
        QCOMPARE(config("route").at("cases").get_array().size(), std::size_t(1));
        QVERIFY(press(QStringLiteral("Add entry")));
        QCOMPARE(config("route").at("cases").get_array().size(), std::size_t(2));
        while (m_rig->document().editor()->canUndo()) {
            m_rig->document().editor()->undo();
        }
        QCOMPARE(m_rig->text(), std::string(test::kFormsFlow));
    }

    void fieldsOfOnesOwn()
    {
        select({"shape"});
        auto *set = m_inspector->configForm()->row("set");
        auto *name = set->editor()->findChild<QLineEdit *>();
        QVERIFY(name);
        QCOMPARE(name->text(), QStringLiteral("one"));
        type(name, QStringLiteral("s"));
        QVERIFY(config("shape").at("set").get_object().contains("ones"));
        QVERIFY(config("shape").at("set").at("ones") == 1);
    }

    void manyNodesAreOneStep()
    {
        select({"call", "call2"});
        auto *url = in<TextField>("url");
        QVERIFY(url);
        QCOMPARE(url->placeholderText(), QStringLiteral("Different values"));
        type(url, QStringLiteral("http://127.0.0.1:9/"));
        QVERIFY(config("call").at("url") == "http://127.0.0.1:9/");
        QVERIFY(config("call2").at("url") == "http://127.0.0.1:9/");
        QCOMPARE(steps(), std::size_t(1));
        m_rig->document().perform(QStringLiteral("edit.undo"));
        QCOMPARE(m_rig->text(), std::string(test::kFormsFlow));
    }

    // The buttons beside a field that differs show another page; what was not typed is written nowhere.
    void manyNodesKeepTheirValuesWhilePagesAreTurned()
    {
        auto *editor = m_rig->document().editor();
        const auto give = [&](const char *field, json::Value one, json::Value two) {
            editor->setNodeMember("call", {"config", field}, std::move(one));
            editor->setNodeMember("call2", {"config", field}, std::move(two));
        };
        give("maxBytes", 100, 200);
        give("parse", "json", "text");
        give("followRedirects", true, false);
        give("body", "one", json::Object{{"two", 2}});
        editor->history().seal();
        const auto before = m_rig->text();
        const auto first = steps();
        select({"call", "call2"});
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get(), 30000));
        const auto toggleOf = [&](const char *field) {
            for (auto *button : m_inspector->configForm()->row(field)->editor()->findChildren<QToolButton *>()) {
                if (button->isCheckable()) {
                    return button;
                }
            }
            return static_cast<QToolButton *>(nullptr);
        };
        for (const char *field : {"maxBytes", "parse", "followRedirects", "body"}) {
            auto *toggle = toggleOf(field);
            QVERIFY2(toggle, field);
            const bool was = toggle->isChecked();
            for (const bool on : {!was, was, !was, was}) {
                toggle->click();
                test::pumpPending();
                QVERIFY2(toggle->isChecked() == on, field);
                QVERIFY2(m_rig->text() == before, (std::string(field) + ": " + m_rig->text()).c_str());
            }
        }
        QCOMPARE(steps(), first);

        // What is typed or chosen then is for all of them, as ever.
        auto *toggle = toggleOf("followRedirects");
        toggle->click();
        auto *text = in<TextField>("followRedirects");
        QVERIFY(text->text().isEmpty());
        type(text, QStringLiteral("{{ vars.follow }}"));
        for (const char *node : {"call", "call2"}) {
            QVERIFY2(config(node).at("followRedirects") == "{{ vars.follow }}", m_rig->text().c_str());
        }
        auto *check = in<QCheckBox>("followRedirects");
        toggle->click();
        test::pumpPending();
        for (const char *node : {"call", "call2"}) {
            QVERIFY2(config(node).at("followRedirects") == true, m_rig->text().c_str()); // the default, which the box shows
        }
        QCOMPARE(check->checkState(), Qt::Checked);
        toggle = toggleOf("maxBytes");
        toggle->click();
        toggle->click();
        type(in<QLineEdit>("maxBytes"), QStringLiteral("7"));
        for (const char *node : {"call", "call2"}) {
            QVERIFY2(config(node).at("maxBytes") == 7, m_rig->text().c_str());
        }
        toggle = toggleOf("body");
        if (!toggle->isChecked()) {
            toggle->click();
        }
        type(in<TextField>("body"), QStringLiteral("[1]"));
        for (const char *node : {"call", "call2"}) {
            QVERIFY2(config(node).at("body") == json::Array{1}, m_rig->text().c_str());
        }
        toggle->click();
        test::pumpPending();
        for (const char *node : {"call", "call2"}) {
            QVERIFY2(config(node).at("body") == "[1]", m_rig->text().c_str());
        }
    }

    // What others wrote is shown as it is written, and opens nothing.
    void wordsOfOthersAreNoMarkup()
    {
        ProblemList list(m_rig->theme);
        api::FlowFinding finding;
        finding.message = "<img src=\"file:///etc/passwd\"> is unknown";
        finding.fix = "Take it away";
        list.setProblems({finding}, {QString()});
        const auto tip = list.findChild<QListView *>()->model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("&lt;img")) && !tip.contains(QStringLiteral("<img")), qPrintable(tip));
        finding.message = "It is unknown";
        list.setProblems({finding}, {QString()});
        QVERIFY(list.findChild<QListView *>()->model()->index(0, 0).data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("It is unknown")));

        select({"call"});
        QTextBrowser *about = nullptr;
        QVERIFY(test::pumpUntil([&] { return (about = m_inspector->findChild<QTextBrowser *>()) != nullptr; }));
        for (auto *button : m_inspector->findChildren<QToolButton *>()) {
            if (button->text() == about->accessibleName()) {
                button->click();
            }
        }
        QVERIFY(about->isVisible() && about->toPlainText().contains(QStringLiteral("HTTP")));
        QVERIFY(dynamic_cast<QuietDocument *>(about->document()));
    }

    // Of each node only what was changed; what differs looks so, however deep it is.
    void manyNodesKeepWhatTheyDoNotShare()
    {
        auto *editor = m_rig->document().editor();
        editor->setNodeMember("call", {"retry"}, json::Object{{"attempts", 3}, {"initial", "2s"}});
        editor->setNodeMember("call2", {"retry"}, json::Object{{"factor", 3.0}, {"initial", "2s"}, {"x-kept", true}});
        editor->setNodeMember("call", {"config", "headers"}, json::Object{{"A", "1"}});
        editor->setNodeMember("call", {"config", "auth"}, json::Object{{"type", "bearer"}, {"token", "{{ secrets.one }}"}});
        editor->setNodeMember("call2", {"config", "auth"}, json::Object{{"type", "bearer"}, {"token", "{{ secrets.two }}"}});
        editor->setNodeMember("call", {"config", "maxBytes"}, json::Value("{{ vars.most }}"));
        editor->history().seal();
        const auto before = m_rig->text();
        const auto first = steps();
        select({"call", "call2"});
        QVERIFY(test::pumpUntil([&] { return m_inspector->behaviourForm() != nullptr; }));
        const QString different = QStringLiteral("Different values");
        auto *retry = m_inspector->behaviourForm()->row("retry")->editor()->findChild<SchemaForm *>();
        auto *attempts = in<QLineEdit>("attempts", retry);
        QCOMPARE(attempts->text(), QString());
        QCOMPARE(attempts->placeholderText(), different);
        QCOMPARE(in<TextField>("initial", retry)->text(), QStringLiteral("2s"));
        QCOMPARE(in<QLineEdit>("factor", retry)->placeholderText(), different);
        // A template is not shown as if all had it, a secret neither, and nothing of lists.
        QCOMPARE(in<QLineEdit>("maxBytes")->placeholderText(), different);
        QVERIFY(in<QLineEdit>("maxBytes")->isVisibleTo(m_inspector.get()));
        auto *auth = m_inspector->configForm()->row("auth")->editor()->findChild<SchemaForm *>();
        QCOMPARE(in<QComboBox>("type", auth)->currentText().section(u' ', 0, 0), QStringLiteral("bearer"));
        QCOMPARE(in<QComboBox>("token", auth)->currentIndex(), -1);
        QCOMPARE(in<QComboBox>("token", auth)->placeholderText(), different);
        auto *headers = m_inspector->configForm()->row("headers")->editor();
        const auto shows = [&](const QString &text) {
            const auto labels = headers->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text() == text && label->isVisibleTo(headers); });
        };
        QVERIFY(shows(different) && headers->findChildren<QLineEdit *>().isEmpty());

        type(attempts, QStringLiteral("7"));
        QVERIFY(editor->node("call")->at("retry") == (json::Object{{"attempts", 7}, {"initial", "2s"}}));
        QVERIFY(editor->node("call2")->at("retry") == (json::Object{{"factor", 3.0}, {"initial", "2s"}, {"x-kept", true}, {"attempts", 7}}));
        QCOMPARE(steps(), first + 1);
        QVERIFY(attempts->placeholderText() != different);
        QCOMPARE(config("call").at("auth").at("token"), json::Value("{{ secrets.one }}"));
        m_rig->document().perform(QStringLiteral("edit.undo"));
        test::pumpPending();
        QCOMPARE(m_rig->text(), before);

        // A choice below another field leaves what is beside it.
        auto *kind = in<QComboBox>("type", auth);
        kind->setCurrentIndex(kind->findText(QStringLiteral("basic")));
        Q_EMIT kind->activated(kind->currentIndex());
        QVERIFY(config("call").at("auth").at("type") == "basic" && config("call").at("auth").at("token") == "{{ secrets.one }}");
        QVERIFY(config("call2").at("auth").at("type") == "basic" && config("call2").at("auth").at("token") == "{{ secrets.two }}");
        m_rig->document().perform(QStringLiteral("edit.undo"));
        test::pumpPending();
        QCOMPARE(m_rig->text(), before);

        // What is taken away is taken from each, and an object that held nothing else goes with it.
        editor->setNodeMember("call", {"retry"}, json::Object{{"attempts", 3}});
        editor->history().seal();
        test::pumpPending();
        for (auto *button : retry->row("attempts")->findChildren<QToolButton *>()) {
            if (button->accessibleName().startsWith(QLatin1String("Reset"))) {
                button->click();
            }
        }
        QVERIFY(!editor->node("call")->contains("retry"));
        QVERIFY(editor->node("call2")->at("retry") == (json::Object{{"factor", 3.0}, {"initial", "2s"}, {"x-kept", true}}));

        // Lists are the same for all where somebody says so.
        for (auto *button : headers->findChildren<QAbstractButton *>()) {
            if (button->text() == QLatin1String("Set the same for all")) {
                button->click();
            }
        }
        auto *name = headers->findChild<QLineEdit *>();
        QVERIFY(name);
        type(name, QStringLiteral("B"));
        QVERIFY(config("call").at("headers").get_object().contains("B") && config("call").at("headers") == config("call2").at("headers"));
        QVERIFY(!shows(different));
    }

    void behaviourOfANode()
    {
        select({"call"});
        auto *form = m_inspector->behaviourForm();
        auto *onError = in<QComboBox>("onError", form);
        onError->setCurrentIndex(1);
        Q_EMIT onError->activated(1);
        auto *retry = form->row("retry")->editor()->findChild<SchemaForm *>();
        type(in<QLineEdit>("attempts", retry), QStringLiteral("3"));
        const auto *node = m_rig->document().editor()->node("call");
        QVERIFY(node->at("onError") == "finish");
        QVERIFY(node->at("retry").at("attempts") == 3);
        QVERIFY(flow::Document::parse(m_rig->text()).ok());
    }

    // Looking at a node changes nothing of it, whatever it holds.
    void aNodeOfAnUnknownTypeIsOnlyLookedAt()
    {
        auto *editor = m_rig->document().editor();
        editor->setNodeMember("shape", {"type"}, json::Value("transfrom"));
        const auto before = m_rig->text();
        for (const char *node : {"call", "shape", "route", "shape", "start"}) {
            select({node});
            QVERIFY(test::pumpUntil([&] { return std::string_view(node) == "start" || !m_inspector->findChildren<TextField *>().isEmpty(); }));
        }
        QCOMPARE(m_rig->text(), before);
    }

    void conditionOfAnEdge()
    {
        auto &view = m_rig->canvas();
        view.zoomToFit();
        view.finishMotion();
        const auto edge = view.scene().edgesOf(view.scene().find("end")).front();
        const auto curve = view.scene().curves(edge).front();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.fromScene(QPointF(view.scene().edgeBounds(edge).center())).toPoint());
        Q_UNUSED(curve)
        test::pumpPending();
        QCOMPARE(view.selectedEdges().size(), std::size_t(1));
        auto *field = m_inspector->findChild<TextField *>();
        QVERIFY(field);
        QCOMPARE(field->accessibleName(), QStringLiteral("Only if"));
        type(field, QStringLiteral("output.one > 0"));
        QVERIFY(m_rig->document().editor()->root().at("edges").at(4).at("condition") == "output.one > 0");
    }

    void expressionsAreOfferedNames()
    {
        const auto names = namesFor(m_rig->document(), "call2");
        QVERIFY(names.contains(QStringLiteral("nodes.call.output")));
        QVERIFY(names.contains(QStringLiteral("vars.service")));
        QVERIFY(!names.contains(QStringLiteral("nodes.shape.output")));
    }

    void everythingHasAName()
    {
        select({"call"});
        for (const auto *widget : m_inspector->findChildren<QWidget *>()) {
            if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) && !widget->accessibleName().isEmpty()) {
                continue;
            }
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || (button && !button->text().isEmpty()) || widget->focusProxy(), widget->metaObject()->className());
        }
    }

    void showsWhatExpressionsGiveWithTheLastRun()
    {
        auto &document = m_rig->openText(kPreviewed, "preview");
        m_inspector->setDocument(&document);
        select({"later"});
        const auto preview = [&] {
            auto *row = m_inspector->configForm()->row("expression");
            auto *line = row ? row->editor()->findChild<ExpressionPreview *>() : nullptr;
            return line ? line->text() : QString();
        };
        QCOMPARE(preview(), QString());
        document.startRun(json::Object{{"name", "Ada"}});
        QVERIFY(m_rig->waitForRun());
        QVERIFY(test::pumpUntil([&] { return preview() == QStringLiteral("= \"Hello Ada\""); }));
        // As one types, and quietly where it is wrong.
        auto *field = in<TextField>("expression");
        field->moveCursor(QTextCursor::End);
        type(field, QStringLiteral(".length + 1"));
        QVERIFY(test::pumpUntil([&] { return preview() == QStringLiteral("= 10"); }));
        type(field, QStringLiteral(" +"));
        QVERIFY(test::pumpUntil([&] { return !preview().startsWith(u'=') && !preview().isEmpty(); }));
        // Completion knows what is deep in the data of earlier steps.
        const auto names = namesFor(document, "later");
        QVERIFY(names.contains(QStringLiteral("input.deep.list[0].n")) && names.contains(QStringLiteral("nodes.shape.output.deep.list.length")));
        select({"never"});
        QVERIFY(test::pumpUntil([&] { return preview() == QStringLiteral("The last run did not come here."); }));
        document.perform(QStringLiteral("run.clear"));
        QVERIFY(test::pumpUntil([&] { return preview().isEmpty(); }));
    }

    void showsWhetherAConditionWouldTakeItsEdge()
    {
        auto &document = m_rig->openText(kPreviewed, "preview");
        m_inspector->setDocument(&document);
        auto &view = m_rig->canvas();
        view.zoomToFit();
        view.finishMotion();
        const auto edge = view.scene().edgesOf(view.scene().find("never")).front();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.fromScene(QPointF(view.scene().edgeBounds(edge).center())).toPoint());
        test::pumpPending();
        QCOMPARE(view.selectedEdges().size(), std::size_t(1));
        const auto preview = [&] {
            auto *line = m_inspector->findChild<ExpressionPreview *>();
            return line ? line->text() : QString();
        };
        auto *field = m_inspector->findChild<TextField *>();
        QVERIFY(field);
        QCOMPARE(field->accessibleName(), QStringLiteral("Only if"));
        QCOMPARE(preview(), QString());
        document.startRun(json::Object{{"name", "Ada"}});
        QVERIFY(m_rig->waitForRun());
        QVERIFY(test::pumpUntil([&] { return preview() == QStringLiteral("Not taken: = false"); }));
        // With pauses between the letters it stays one field, and one step until it is left.
        const auto before = steps();
        m_inspector->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get(), 30000));
        field->setFocus();
        field->moveCursor(QTextCursor::End);
        for (const QChar letter : QStringLiteral(" || false")) {
            QTest::keyClick(field, letter.toLatin1());
            test::pumpPending();
            if (letter == u'f') {
                // A long one: the flow is looked through meanwhile.
                QVERIFY(test::pumpUntil([&] { return document.lookedThrough() == document.editor()->history().revision(); }));
            }
            QCOMPARE(m_inspector->findChild<TextField *>(), field);
            QVERIFY(field->hasFocus());
            QCOMPARE(view.selectedEdges().size(), std::size_t(1));
        }
        QVERIFY(document.editor()->root().at("edges").at(2).at("condition") == "false || false");
        QCOMPARE(steps(), before + 1);
        field->clearFocus();
        type(field, QStringLiteral(" "));
        QCOMPARE(steps(), before + 2);
        field->selectAll();
        type(field, QStringLiteral("output.deep.list.length"));
        QVERIFY(test::pumpUntil([&] { return preview() == QStringLiteral("Taken: = 1"); }));
        field->selectAll();
        type(field, QStringLiteral("output.greeting === input.name"));
        QVERIFY(test::pumpUntil([&] { return preview() == QStringLiteral("Not taken: = false"); }));
        const auto names = namesForCondition(document, "shape");
        QVERIFY(names.contains(QStringLiteral("output.deep.list[0].n")) && names.contains(QStringLiteral("input.name")));
    }
};

SB_GUI_TEST_MAIN(TestInspector)
#include "tst_inspector.moc"
