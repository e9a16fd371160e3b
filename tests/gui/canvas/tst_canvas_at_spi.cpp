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

using namespace signalbox;

namespace {

constexpr int kPatienceMs = 30'000;
const QString kAccessible = QStringLiteral("org.a11y.atspi.Accessible");
const QString kAction = QStringLiteral("org.a11y.atspi.Action");
const QString kComponent = QStringLiteral("org.a11y.atspi.Component");

// Source: at-spi2-core, atspi-constants.h.
enum AtSpiState { Busy = 3, Enabled = 8, Focused = 12, Selected = 23, Sensitive = 24 };
constexpr uint kControllerFor = 3;

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

// The window that is looked at: a small flow, until nobody listens any longer.
int showFlow(int, char **)
{
    test::CanvasRig rig;
    rig.view.setWindowTitle(QStringLiteral("Accessible flow"));
    canvas::NodeRun run;
    run.state = ui::State::Running;
    rig.view.setNodeRun("c", run);
    QSocketNotifier ended(0, QSocketNotifier::Read);
    QObject::connect(&ended, &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace

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
            return nodes.size() == 4 && has(nodes[2], Busy);
        }, kPatienceMs);
        QVERIFY2(isThere, "no canvas with a run on the accessibility bus");
        m_canvas = *canvas;
    }

    void cleanupTestCase()
    {
        m_window.closeWriteChannel();
        QVERIFY(m_window.waitForFinished(kPatienceMs));
        QCOMPARE(m_window.exitCode(), 0);
        QDBusConnection::disconnectFromBus(QStringLiteral("a11y"));
    }

    void nodesAreChildrenOfTheCanvas()
    {
        const auto nodes = children(m_canvas);
        QCOMPARE(nodes.size(), 4);
        QCOMPARE(property(m_canvas, kAccessible, QStringLiteral("ChildCount")).toInt(), 4);
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
        const auto reply = call(nodes[0], kAccessible, QStringLiteral("GetRelationSet"));
        QCOMPARE(reply.type(), QDBusMessage::ReplyMessage);
        QStringList targets;
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
        QVERIFY2(targets.contains(nodes[1].path), qPrintable(targets.join(u' ')));
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
        constexpr uint kOnScreen = 0;
        const auto reply = call(nodes[1], kComponent, QStringLiteral("GetExtents"), {kOnScreen});
        QCOMPARE(reply.type(), QDBusMessage::ReplyMessage);
        int x = 0;
        int y = 0;
        int width = 0;
        int height = 0;
        const auto extents = reply.arguments().first().value<QDBusArgument>();
        extents.beginStructure();
        extents >> x >> y >> width >> height;
        extents.endStructure();
        QVERIFY(width > 100 && height > 30);
        const auto hit = call(m_canvas, kComponent, QStringLiteral("GetAccessibleAtPoint"), {x + width / 2, y + 8, kOnScreen});
        QCOMPARE(hit.type(), QDBusMessage::ReplyMessage);
        Thing there;
        hit.arguments().first().value<QDBusArgument>() >> there;
        QCOMPARE(there.path, nodes[1].path);
    }

private:
    std::optional<QDBusConnection> m_bus;
    QProcess m_window;
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
