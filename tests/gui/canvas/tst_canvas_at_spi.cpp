// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader is given of the canvas, over the accessibility bus as it asks for it: one process shows a flow, this
// one reads it. It runs in a display and a session bus of its own.
#include "canvas_rig.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#include <QProcess>
#include <QSocketNotifier>

#include <unistd.h>

using namespace signalbox;

namespace {

constexpr int kPatienceMs = 30'000;
const QString kAccessible = QStringLiteral("org.a11y.atspi.Accessible");
const QString kAction = QStringLiteral("org.a11y.atspi.Action");
const QString kComponent = QStringLiteral("org.a11y.atspi.Component");

// Source: at-spi2-core, atspi-constants.h.
enum AtSpiState { Busy = 3, Enabled = 8, Focused = 12, Selected = 23, Sensitive = 24 };
constexpr uint kControllerFor = 3;
constexpr uint kOnScreen = 0;

/// An accessible thing: the peer on the bus, and its path there.
struct Thing
{
    QString service;
    QString path;
    bool operator==(const Thing &) const = default;
};

const QDBusArgument &operator>>(const QDBusArgument &argument, Thing &thing)
{
    QDBusObjectPath path;
    argument.beginStructure();
    argument >> thing.service >> path;
    argument.endStructure();
    thing.path = path.path();
    return argument;
}

template<typename T>
QList<T> listOf(const QDBusMessage &reply)
{
    QList<T> list;
    if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty()) {
        const auto argument = reply.arguments().first().value<QDBusArgument>();
        argument.beginArray();
        while (!argument.atEnd()) {
            T entry;
            argument >> entry;
            list << entry;
        }
        argument.endArray();
    }
    return list;
}

// Does to the flow what a line asks for: "rename d Dora".
void perform(test::CanvasRig &rig, const QStringList &words)
{
    const auto id = words.value(1).toStdString();
    if (words.first() == QLatin1String("add")) {
        rig.editor->addNode("transform", {704, 208});
    } else if (words.first() == QLatin1String("many")) {
        for (int i = 0; i < 300; ++i) {
            rig.editor->addNode("transform", {i % 20 * 240.0, 400 + i / 20 * 80.0});
        }
        rig.view.selectAll();
    } else if (words.first() == QLatin1String("delete")) {
        rig.view.selectIds({id});
        rig.view.deleteSelection();
    } else if (words.first() == QLatin1String("undo")) {
        rig.view.undo();
    } else if (words.first() == QLatin1String("rename")) {
        rig.editor->rename(id, words.value(2));
    } else if (words.first() == QLatin1String("move")) {
        rig.view.selectIds({id});
        rig.key(Qt::Key_Down, Qt::ControlModifier);
    } else if (words.first() == QLatin1String("connect")) {
        rig.editor->connectPorts({id, "out"}, {words.value(2).toStdString(), "in"});
    } else if (words.first() == QLatin1String("condition")) {
        rig.editor->setEdgeCondition(id == "0" ? 0 : 1, words.value(2));
    } else if (words.first() == QLatin1String("fail")) {
        canvas::NodeRun run;
        run.state = ui::State::Failed;
        rig.view.setNodeRun(id, run);
    } else if (words.first() == QLatin1String("cost")) {
        canvas::NodeRun run;
        run.cost = words.value(2);
        rig.view.setNodeRun(id, run);
    } else if (words.first() == QLatin1String("problems")) {
        const canvas::Problem problem{canvas::Problem::Severity::Error, words.value(3)};
        rig.view.setProblems({{words.value(1), problem}}, {{words.value(2), problem}});
    } else if (words.first() == QLatin1String("break")) {
        rig.view.setBreakpoints({id});
    } else if (words.first() == QLatin1String("next")) {
        rig.view.setNext({id});
    } else if (words.first() == QLatin1String("select")) {
        rig.view.selectIds({id});
    }
}

// The window that is looked at: a small flow that does what it is told, until nobody listens any longer.
int showFlow(int, char **)
{
    test::CanvasRig rig;
    rig.view.setWindowTitle(QStringLiteral("Accessible flow"));
    canvas::NodeRun run;
    run.state = ui::State::Running;
    rig.view.setNodeRun("c", run);
    QByteArray read;
    QSocketNotifier told(0, QSocketNotifier::Read);
    QObject::connect(&told, &QSocketNotifier::activated, qApp, [&] {
        std::array<char, 512> buffer{};
        const auto count = ::read(0, buffer.data(), buffer.size());
        if (count <= 0) {
            QCoreApplication::quit();
            return;
        }
        read.append(buffer.data(), static_cast<qsizetype>(count));
        for (auto end = read.indexOf('\n'); end >= 0; end = read.indexOf('\n')) {
            perform(rig, QString::fromUtf8(read.left(end)).split(u' '));
            read.remove(0, end + 1);
        }
    });
    return QCoreApplication::exec();
}

} // namespace

// What the bus says of changes.
class Listener : public QObject
{
    Q_OBJECT
public:
    struct Event
    {
        QString path, kind, detail;
        int first = 0;
        bool operator==(const Event &) const = default;
    };
    QList<Event> events;

    bool has(const QString &path, const char *kind, const char *detail, int first = -1) const
    {
        return std::any_of(events.begin(), events.end(), [&](const Event &event) {
            return event.path == path && event.kind == QLatin1String(kind) && event.detail.startsWith(QLatin1String(detail)) && (first < 0 || event.first == first);
        });
    }

public Q_SLOTS:
    void hear(const QDBusMessage &message)
    {
        events << Event{message.path(), message.member(), message.arguments().value(0).toString(), message.arguments().value(1).toInt()};
    }
};

class TestCanvasAtSpi : public SignalboxTest
{
    Q_OBJECT

    QDBusMessage call(const Thing &thing, const QString &interface, const QString &method, const QVariantList &arguments = {}) const
    {
        auto message = QDBusMessage::createMethodCall(thing.service, thing.path, interface, method);
        message.setArguments(arguments);
        return m_bus->call(message, QDBus::Block, kPatienceMs);
    }
    QVariant property(const Thing &thing, const QString &interface, const QString &name) const
    {
        const auto reply = call(thing, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"), {interface, name});
        return reply.arguments().isEmpty() ? QVariant() : reply.arguments().first().value<QDBusVariant>().variant();
    }
    QString name(const Thing &thing) const { return property(thing, kAccessible, QStringLiteral("Name")).toString(); }
    QString roleName(const Thing &thing) const { return call(thing, kAccessible, QStringLiteral("GetRoleName")).arguments().value(0).toString(); }
    QList<Thing> children(const Thing &thing) const { return listOf<Thing>(call(thing, kAccessible, QStringLiteral("GetChildren"))); }
    bool has(const Thing &thing, AtSpiState state) const
    {
        const auto words = listOf<uint>(call(thing, kAccessible, QStringLiteral("GetState")));
        return words.size() == 2 && (words[static_cast<int>(state) / 32] >> (static_cast<int>(state) % 32) & 1U) != 0;
    }
    QStringList actions(const Thing &thing) const
    {
        QStringList names;
        for (int i = 0; i < property(thing, kAction, QStringLiteral("NActions")).toInt(); ++i) {
            names << call(thing, kAction, QStringLiteral("GetName"), {i}).arguments().value(0).toString();
        }
        return names;
    }
    // What it controls.
    QStringList controlledBy(const Thing &thing) const
    {
        const auto reply = call(thing, kAccessible, QStringLiteral("GetRelationSet"));
        QStringList targets;
        if (reply.type() != QDBusMessage::ReplyMessage) {
            return targets;
        }
        const auto sets = reply.arguments().first().value<QDBusArgument>();
        sets.beginArray();
        while (!sets.atEnd()) {
            uint kind = 0;
            QList<Thing> ends;
            sets.beginStructure();
            sets >> kind;
            sets.beginArray();
            while (!sets.atEnd()) {
                Thing end;
                sets >> end;
                ends << end;
            }
            sets.endArray();
            sets.endStructure();
            for (const auto &end : ends) {
                targets << (kind == kControllerFor ? end.path : QString());
            }
        }
        sets.endArray();
        return targets;
    }
    QRect extents(const Thing &thing) const
    {
        const auto reply = call(thing, kComponent, QStringLiteral("GetExtents"), {kOnScreen});
        int x = 0;
        int y = 0;
        int width = 0;
        int height = 0;
        if (reply.type() == QDBusMessage::ReplyMessage) {
            const auto place = reply.arguments().first().value<QDBusArgument>();
            place.beginStructure();
            place >> x >> y >> width >> height;
            place.endStructure();
        }
        return {x, y, width, height};
    }
    void tell(const char *line)
    {
        m_window.write(line);
        m_window.write("\n");
    }
    // Whether the bus says so, in time.
    bool heard(const Thing &thing, const char *kind, const char *detail, int first = -1) const
    {
        return QTest::qWaitFor([&] { return m_listener.has(thing.path, kind, detail, first); }, kPatienceMs);
    }
    // Names are told by and by, so what was heard may be of an earlier one.
    bool becomes(const Thing &thing, const QString &wanted) const
    {
        return QTest::qWaitFor([&] { return name(thing).startsWith(wanted); }, kPatienceMs);
    }
    // The first below `from` of that name.
    std::optional<Thing> find(const Thing &from, const QString &wanted, int depth = 6) const
    {
        for (const auto &child : children(from)) {
            if (name(child) == wanted) {
                return child;
            }
            if (auto found = depth > 0 ? find(child, wanted, depth - 1) : std::nullopt) {
                return found;
            }
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto session = QDBusConnection::sessionBus();
        QVERIFY2(session.isConnected(), "run it by dbus-run-session");
        const auto address = session.call(QDBusMessage::createMethodCall(QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"), QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress")),
                                          QDBus::Block, kPatienceMs);
        QVERIFY2(address.type() == QDBusMessage::ReplyMessage, qPrintable(address.errorMessage()));
        m_bus.emplace(QDBusConnection::connectToBus(address.arguments().first().toString(), QStringLiteral("a11y")));
        QVERIFY(m_bus->isConnected());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        m_window.setProcessEnvironment(environment);
        m_window.setProcessChannelMode(QProcess::ForwardedChannels);
        m_window.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--show-flow")});
        QVERIFY(m_window.waitForStarted(kPatienceMs));
        const Thing desktop{QStringLiteral("org.a11y.atspi.Registry"), QStringLiteral("/org/a11y/atspi/accessible/root")};
        std::optional<Thing> canvas;
        const bool isThere = QTest::qWaitFor([&] {
            for (const auto &application : children(desktop)) {
                canvas = canvas ? canvas : find(application, QStringLiteral("Flow canvas"));
            }
            // The state of its run is what the window sets last.
            const auto nodes = canvas ? children(*canvas) : QList<Thing>();
            return nodes.size() == 6 && has(nodes[2], Busy);
        }, kPatienceMs);
        QVERIFY2(isThere, "no canvas with a run on the accessibility bus");
        m_canvas = *canvas;
        // Changes are told to whoever asked for them, once the window heard of it.
        for (const char *event : {"object:children-changed", "object:property-change:accessible-name", "object:state-changed:selected", "object:state-changed:focused"}) {
            const auto asked = call({QStringLiteral("org.a11y.atspi.Registry"), QStringLiteral("/org/a11y/atspi/registry")}, QStringLiteral("org.a11y.atspi.Registry"),
                                    QStringLiteral("RegisterEvent"), {QString::fromLatin1(event), QStringList(), QString()});
            QVERIFY2(asked.type() == QDBusMessage::ReplyMessage, qPrintable(asked.errorMessage()));
        }
        for (const char *signal : {"ChildrenChanged", "PropertyChange", "StateChanged"}) {
            QVERIFY(m_bus->connect(m_canvas.service, QString(), QStringLiteral("org.a11y.atspi.Event.Object"), QString::fromLatin1(signal), &m_listener, SLOT(hear(QDBusMessage))));
        }
        const auto first = children(m_canvas)[0];
        int tries = 0;
        const bool isTold = QTest::qWaitFor([&] {
            tell(tries++ % 2 == 0 ? "rename a Ana" : "rename a Jo");
            name(first);
            return m_listener.has(first.path, "PropertyChange", "accessible-name");
        }, kPatienceMs);
        QVERIFY2(isTold, "nothing is told of a new name");
        tell("rename a ");
        QVERIFY(QTest::qWaitFor([&] { return name(first).startsWith(QStringLiteral("a,")); }, kPatienceMs));
    }

    void cleanupTestCase()
    {
        m_window.closeWriteChannel();
        QVERIFY(m_window.waitForFinished(kPatienceMs));
        QCOMPARE(m_window.exitCode(), 0);
        QDBusConnection::disconnectFromBus(QStringLiteral("a11y"));
    }

    void nodesAndEdgesAreChildrenOfTheCanvas()
    {
        const auto nodes = children(m_canvas);
        QCOMPARE(nodes.size(), 6);
        QCOMPARE(property(m_canvas, kAccessible, QStringLiteral("ChildCount")).toInt(), 6);
        QCOMPARE(name(nodes[4]), QStringLiteral("Edge from a to b"));
        QCOMPARE(name(nodes[5]), QStringLiteral("Edge from b to c, only if output"));
        QVERIFY2(name(nodes[1]).startsWith(QStringLiteral("b, Transform")), qPrintable(name(nodes[1])));
        QVERIFY(name(nodes[2]).contains(ui::stateText(ui::State::Running)));
        for (const auto &node : nodes) {
            QVERIFY(!roleName(node).isEmpty() && roleName(node) != QStringLiteral("unknown"));
            QCOMPARE(property(node, kAccessible, QStringLiteral("Parent")).value<QDBusArgument>().currentType(), QDBusArgument::StructureType);
            Thing parent;
            property(node, kAccessible, QStringLiteral("Parent")).value<QDBusArgument>() >> parent;
            QCOMPARE(parent.path, m_canvas.path);
        }
    }

    void portsAreChildrenOfTheirNode()
    {
        const auto nodes = children(m_canvas);
        const auto ports = children(nodes[1]);
        QCOMPARE(ports.size(), 2);
        QCOMPARE(name(ports[0]), QStringLiteral("Input Input"));
        QCOMPARE(property(ports[1], kAccessible, QStringLiteral("Description")).toString(), QStringLiteral("to c"));
    }

    void statesFollow()
    {
        const auto nodes = children(m_canvas);
        QVERIFY(has(nodes[2], Busy) && !has(nodes[1], Busy));
        QVERIFY(has(nodes[0], Enabled) && has(nodes[0], Sensitive));
    }

    void relationsLeadToWhatIsBehind()
    {
        const auto nodes = children(m_canvas);
        QVERIFY2(controlledBy(nodes[0]).contains(nodes[1].path), qPrintable(controlledBy(nodes[0]).join(u' ')));
        QVERIFY2(controlledBy(nodes[5]).contains(nodes[2].path), qPrintable(controlledBy(nodes[5]).join(u' ')));
    }

    void whatComesAndGoesIsTold()
    {
        const auto before = children(m_canvas);
        m_listener.events.clear();
        tell("add");
        QVERIFY(heard(m_canvas, "ChildrenChanged", "add"));
        const auto after = children(m_canvas);
        QCOMPARE(after.size(), 7);
        QCOMPARE(after.mid(0, 4), before.mid(0, 4)); // the same things
        QCOMPARE(after.mid(5), before.mid(4));
        QVERIFY2(becomes(after[4], QStringLiteral("transform, Transform")), qPrintable(name(after[4])));
        m_listener.events.clear();
        tell("delete transform");
        QVERIFY(heard(m_canvas, "ChildrenChanged", "remove"));
        QCOMPARE(children(m_canvas), before);
        QVERIFY(name(after[4]).isEmpty()); // whoever holds on to it gets no answer
        m_listener.events.clear();
        tell("delete d");
        QVERIFY(heard(m_canvas, "ChildrenChanged", "remove"));
        QCOMPARE(children(m_canvas).size(), 5);
        m_listener.events.clear();
        tell("undo");
        QVERIFY(heard(m_canvas, "ChildrenChanged", "add"));
        QCOMPARE(children(m_canvas).size(), 6);
    }

    void namesThatChangeAreTold()
    {
        const auto things = children(m_canvas);
        for (const auto &thing : things) {
            name(thing);
        }
        m_listener.events.clear();
        tell("rename b Bert");
        QVERIFY(heard(things[1], "PropertyChange", "accessible-name"));
        QVERIFY(heard(things[4], "PropertyChange", "accessible-name")); // and of its edges
        QVERIFY2(becomes(things[1], QStringLiteral("Bert, Transform")), qPrintable(name(things[1])));
        QVERIFY2(becomes(things[4], QStringLiteral("Edge from a to Bert")), qPrintable(name(things[4])));
        m_listener.events.clear();
        tell("condition 0 input");
        QVERIFY(heard(things[4], "PropertyChange", "accessible-name"));
        QVERIFY2(becomes(things[4], QStringLiteral("Edge from a to Bert, only if input")), qPrintable(name(things[4])));
        tell("undo");
        tell("undo");
        QVERIFY(QTest::qWaitFor([&] { return name(things[4]) == QLatin1String("Edge from a to b"); }, kPatienceMs));
        QCOMPARE(children(m_canvas), things);
    }

    void whatMovesStaysTheSame()
    {
        const auto things = children(m_canvas);
        // Beside another one: where the window stands is not for us to say.
        const auto place = [&] { return extents(things[3]).topLeft() - extents(things[0]).topLeft(); };
        const QPoint before = place();
        m_listener.events.clear();
        tell("move d");
        QVERIFY(QTest::qWaitFor([&] { return place().y() > before.y(); }, kPatienceMs));
        QCOMPARE(children(m_canvas), things);
        QVERIFY(!m_listener.has(m_canvas.path, "ChildrenChanged", ""));
        tell("undo");
        const bool isBack = QTest::qWaitFor([&] { return place() == before; }, kPatienceMs);
        QVERIFY2(isBack, qPrintable(QStringLiteral("%1, %2 after %3, %4").arg(place().x()).arg(place().y()).arg(before.x()).arg(before.y())));
    }

    void edgesComeAreSelectedAndGo()
    {
        const auto before = children(m_canvas);
        m_listener.events.clear();
        tell("connect d c");
        QVERIFY(heard(m_canvas, "ChildrenChanged", "add"));
        const auto after = children(m_canvas);
        QCOMPARE(after.size(), 7);
        const auto edge = after.last();
        QCOMPARE(name(edge), QStringLiteral("Edge from d to c"));
        const auto names = actions(edge);
        QVERIFY2(names.contains(QStringLiteral("Delete")) && names.contains(QStringLiteral("Press")), qPrintable(names.join(u' ')));
        m_listener.events.clear();
        QVERIFY(call(edge, kAction, QStringLiteral("DoAction"), {static_cast<int>(names.indexOf(QStringLiteral("Press")))}).arguments().value(0).toBool());
        QVERIFY(heard(edge, "StateChanged", "selected"));
        QVERIFY(heard(edge, "StateChanged", "focused", 1));
        QVERIFY(has(edge, Selected) && has(edge, Focused));
        m_listener.events.clear();
        QVERIFY(call(edge, kAction, QStringLiteral("DoAction"), {static_cast<int>(names.indexOf(QStringLiteral("Delete")))}).arguments().value(0).toBool());
        QVERIFY(heard(m_canvas, "ChildrenChanged", "remove"));
        QCOMPARE(children(m_canvas), before);
    }

    void aRunThatFailsIsTold()
    {
        const auto things = children(m_canvas);
        QVERIFY(name(things[2]).contains(ui::stateText(ui::State::Running)));
        m_listener.events.clear();
        tell("fail c");
        QVERIFY(heard(things[2], "PropertyChange", "accessible-name"));
        QVERIFY2(becomes(things[2], QStringLiteral("c, Output, ") + ui::stateText(ui::State::Failed)), qPrintable(name(things[2])));
        QVERIFY(!has(things[2], Busy));
    }

    // What stands on things and comes without an edit.
    void signsThatComeAreTold()
    {
        const auto things = children(m_canvas);
        for (const auto &thing : things) {
            name(thing);
        }
        const auto isTold = [&](const char *line, int thing, const char *words) {
            m_listener.events.clear();
            tell(line);
            return heard(things[thing], "PropertyChange", "accessible-name") && QTest::qWaitFor([&] { return name(things[thing]).contains(QLatin1String(words)); }, kPatienceMs);
        };
        QVERIFY(isTold("problems d a:out>b:in Odd", 3, "problem: Odd"));
        QVERIFY(heard(things[4], "PropertyChange", "accessible-name"));
        QVERIFY2(becomes(things[4], QStringLiteral("Edge from a to b, problem: Odd")), qPrintable(name(things[4])));
        QVERIFY(isTold("problems d a:out>b:in Other", 4, "problem: Other"));
        QVERIFY(isTold("break d", 3, "breakpoint"));
        QVERIFY(isTold("next d", 3, "next"));
        QVERIFY(isTold("cost d 2ct", 3, "cost: 2ct"));
        QVERIFY(!m_listener.has(things[1].path, "PropertyChange", "accessible-name"));
        tell("problems");
        QVERIFY(QTest::qWaitFor([&] { return name(things[4]) == QLatin1String("Edge from a to b"); }, kPatienceMs));
    }

    void selectionsAreTold()
    {
        const auto things = children(m_canvas);
        tell("select a");
        QVERIFY(QTest::qWaitFor([&] { return has(things[0], Selected); }, kPatienceMs));
        m_listener.events.clear();
        tell("select b");
        QVERIFY(heard(things[1], "StateChanged", "selected", 1));
        QVERIFY(heard(things[0], "StateChanged", "selected", 0));
        QVERIFY(heard(things[1], "StateChanged", "focused", 1));
    }

    void actionsAreDone()
    {
        const auto nodes = children(m_canvas);
        const auto names = actions(nodes[3]);
        QVERIFY2(names.contains(QStringLiteral("Press")) && names.contains(QStringLiteral("Connect")), qPrintable(names.join(u' ')));
        QVERIFY(!has(nodes[3], Selected));
        QVERIFY(call(nodes[3], kAction, QStringLiteral("DoAction"), {static_cast<int>(names.indexOf(QStringLiteral("Press")))}).arguments().value(0).toBool());
        QVERIFY(QTest::qWaitFor([&] { return has(nodes[3], Selected); }, kPatienceMs));
        QVERIFY(QTest::qWaitFor([&] { return has(nodes[3], Focused); }, kPatienceMs));
        QVERIFY(!has(nodes[1], Selected));
    }

    void placesLeadToTheNodeThatIsThere()
    {
        const auto nodes = children(m_canvas);
        const QRect box = extents(nodes[1]);
        QVERIFY(box.width() > 100 && box.height() > 30);
        const auto hit = call(m_canvas, kComponent, QStringLiteral("GetAccessibleAtPoint"), {box.center().x(), box.top() + 8, kOnScreen});
        QCOMPARE(hit.type(), QDBusMessage::ReplyMessage);
        Thing there;
        hit.arguments().first().value<QDBusArgument>() >> there;
        QCOMPARE(there.path, nodes[1].path);
    }

    // Last: of very much at once, only the whole is told.
    void muchAtOnceIsNoFlood()
    {
        m_listener.events.clear();
        tell("many");
        QVERIFY(QTest::qWaitFor([&] { return property(m_canvas, kAccessible, QStringLiteral("ChildCount")).toInt() == 306; }, kPatienceMs));
        const auto things = children(m_canvas);
        QCOMPARE(things.size(), 306);
        QVERIFY(has(things[200], Selected));
        tell("rename d Dora");
        QVERIFY(heard(things[3], "PropertyChange", "accessible-name"));
        QVERIFY2(m_listener.events.size() < 100, qPrintable(QString::number(m_listener.events.size())));
    }

private:
    std::optional<QDBusConnection> m_bus;
    QProcess m_window;
    Listener m_listener;
    Thing m_canvas;
};

int main(int argc, char **argv)
{
    if (argc > 1 && std::string_view(argv[1]) == "--show-flow") {
        return test::runGui(argc, argv, showFlow);
    }
    return test::run(argc, argv, [](int count, char **values) {
        TestCanvasAtSpi object;
        return QTest::qExec(&object, count, values);
    });
}
#include "tst_canvas_at_spi.moc"
