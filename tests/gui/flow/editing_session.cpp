// SPDX-License-Identifier: GPL-3.0-or-later
// Edits a flow in the window as a person does, without end, and says after each edit what the document is; it is
// there to be killed. What it is told: the folder to go on in, and a number that decides what it does.
#include "flow_rig.h"

#include <QCryptographicHash>

#include <cstdio>
#include <cstdlib>
#include <random>

using namespace signalbox;

namespace {

constexpr auto kFlow = "session";

class Hand
{
public:
    Hand(test::FlowRig &rig, unsigned seed) : m_rig(rig), m_random(seed) {}

    /// One edit by mouse, keys or commands.
    void edit()
    {
        auto &canvas = m_rig.canvas();
        canvas.selectNone();
        const auto &nodes = canvas.scene().nodes();
        const auto node = nodes.empty() ? std::string() : nodes[m_random() % nodes.size()].id;
        const auto kind = nodes.size() < 3 ? 0 : m_random() % 9;
        switch (kind) {
        case 0: m_rig.document().editor()->addNode("transform", {place(), place()}); break;
        case 1: drag(node); break;
        case 2: m_rig.document().editor()->rename(node, QStringLiteral("Step %1 ä").arg(m_random() % 1000)); break;
        case 3: m_rig.document().editor()->setNodeMember(node, {"config", "set", "text"}, json::Value(std::string(m_random() % 2000, 'x'))); break;
        case 4: perform(node, "edit.duplicate"); break;
        case 5: perform(node, "edit.deleteHeal"); break;
        case 6: perform(node, "arrange.frame"); break;
        case 7: m_rig.document().perform(QStringLiteral("edit.undo")); break;
        default: m_rig.document().perform(QStringLiteral("edit.redo")); break;
        }
        canvas.commitText();
        m_rig.document().editor()->history().seal();
    }

private:
    double place() { return static_cast<double>(m_random() % 60) * 16; }

    void perform(const std::string &node, const char *command)
    {
        m_rig.canvas().selectIds({node});
        m_rig.document().perform(QString::fromLatin1(command));
    }

    void drag(const std::string &node)
    {
        auto &canvas = m_rig.canvas();
        canvas.goToNode(node);
        canvas.finishMotion();
        const QPoint from = m_rig.at(node.c_str());
        const QPoint to = from + QPoint(static_cast<int>(m_random() % 200) - 100, static_cast<int>(m_random() % 200) - 100);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        for (const auto &at : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, QPointF(at), canvas.mapToGlobal(QPointF(at)), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
    }

    test::FlowRig &m_rig;
    std::mt19937 m_random;
};

void tell(canvas::FlowEditor &editor)
{
    const auto text = editor.text().value();
    const auto hash = QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha1).toHex();
    std::printf("%zu %s\n", editor.history().position(), hash.constData());
    if (std::fflush(stdout) != 0) {
        std::_Exit(1); // nobody listens any more
    }
}

} // namespace

int main(int argc, char **argv)
{
    return test::runGui(argc, argv, [](int count, char **values) {
        if (count != 3) {
            return 2;
        }
        test::FlowRig rig(QString::fromLocal8Bit(values[1]));
        if (!rig.call<api::FlowsGet>({kFlow})) {
            rig.save(kFlow, test::kSmallFlow, 0);
        }
        rig.open(QStringLiteral("flow:") + QLatin1String(kFlow));
        tell(*rig.document().editor());
        Hand hand(rig, static_cast<unsigned>(std::atoi(values[2])));
        for (;;) {
            hand.edit();
            test::pumpPending(); // control goes back to the window's loop: from here on the edit is kept
            tell(*rig.document().editor());
        }
    });
}
