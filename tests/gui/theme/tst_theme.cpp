// SPDX-License-Identifier: GPL-3.0-or-later
// The look: contrasts of every pair of colours that stand on each other, states apart without colour, icons in
// the colour and size that are asked for.
#include "support/gui_test.h"

#include "ui/theme/theme.h"

#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>

#include <cmath>

using namespace signalbox::ui;

namespace {

double luminance(const QColor &color)
{
    const auto channel = [](double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

const std::vector<Look> kLooks = {{Scheme::Light, Contrast::Normal, false},
                                  {Scheme::Dark, Contrast::Normal, false},
                                  {Scheme::Light, Contrast::High, false},
                                  {Scheme::Dark, Contrast::High, false}};

void chooseSystem(Theme &theme, const Look &look)
{
    theme.setSystemLook(look);
}

QImage badge(Theme &theme, State state)
{
    QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme.color(Role::Node));
    QPainter painter(&image);
    theme.paintState(painter, QRectF(4, 4, 24, 24), state);
    return image;
}

// Which pixels differ from the ground: the form without its colour.
int formDistance(const QImage &a, const QImage &b, const QColor &ground)
{
    int distance = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const auto inked = [&](const QImage &image) { return contrast(image.pixelColor(x, y), ground) > 1.8; };
            distance += inked(a) != inked(b) ? 1 : 0;
        }
    }
    return distance;
}

} // namespace

class TestTheme : public SignalboxTest
{
    Q_OBJECT
private Q_SLOTS:
    void textIsLegibleOnEverySurface()
    {
        Theme theme;
        for (const auto &look : kLooks) {
            chooseSystem(theme, look);
            const double text = look.contrast == Contrast::High ? 7.0 : 4.5;
            for (const auto surface : {Role::Canvas, Role::Window, Role::Panel, Role::Raised, Role::Field, Role::Hover, Role::Node, Role::Note, Role::Row, Role::AccentSoft}) {
                for (const auto ink : {Role::Text, Role::TextMuted}) {
                    const double ratio = contrast(theme.color(ink), theme.color(surface));
                    QVERIFY2(ratio >= text, qPrintable(QStringLiteral("ink %1 on %2: %3 (dark %4)").arg(int(ink)).arg(int(surface)).arg(ratio).arg(theme.isDark())));
                }
            }
            for (const auto ink : {Role::Link, Role::Danger, Role::Warning, Role::Success, Role::Info, Role::SyntaxKey, Role::SyntaxString, Role::SyntaxNumber,
                                   Role::SyntaxKeyword, Role::SyntaxComment, Role::SyntaxExpression, Role::SyntaxBracket}) {
                const double ratio = contrast(theme.color(ink), theme.color(Role::Panel));
                QVERIFY2(ratio >= text, qPrintable(QStringLiteral("ink %1 on panels: %2 (dark %3)").arg(int(ink)).arg(ratio).arg(theme.isDark())));
            }
            QVERIFY(contrast(theme.color(Role::OnAccent), theme.color(Role::Accent)) >= text);
            QVERIFY(contrast(theme.color(Role::OnDanger), theme.color(Role::Danger)) >= text);
        }
    }

    void whatCanBeOperatedStandsOut()
    {
        Theme theme;
        for (const auto &look : kLooks) {
            chooseSystem(theme, look);
            for (const auto surface : {Role::Panel, Role::Raised, Role::Window, Role::Canvas}) {
                for (const auto ink : {Role::ControlBorder, Role::Icon, Role::Focus, Role::Accent}) {
                    const double ratio = contrast(theme.color(ink), theme.color(surface));
                    QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("%1 on %2: %3 (dark %4)").arg(int(ink)).arg(int(surface)).arg(ratio).arg(theme.isDark())));
                }
            }
            for (const auto ink : {Role::Port, Role::EdgeHover, Role::EdgeSelected, Role::EdgeCondition, Role::EdgeError, Role::NodeSelected, Role::Guide}) {
                QVERIFY(contrast(theme.color(ink), theme.color(Role::Canvas)) >= 3);
            }
            QVERIFY(contrast(theme.color(Role::Edge), theme.color(Role::Canvas)) >= 2.4);
        }
    }

    void familiesAndStatesReadAsText()
    {
        Theme theme;
        for (const auto &look : kLooks) {
            chooseSystem(theme, look);
            const double text = look.contrast == Contrast::High ? 7.0 : 4.5;
            for (int i = 0; i < int(Family::Count); ++i) {
                const auto &tint = theme.tint(static_cast<Family>(i));
                QVERIFY2(contrast(tint.color, theme.color(Role::Node)) >= text, qPrintable(QString::number(i)));
                QVERIFY2(contrast(theme.color(Role::Text), tint.soft) >= 7, qPrintable(QString::number(i)));
            }
            for (int i = 0; i < int(State::Count); ++i) {
                const auto &state = theme.state(static_cast<State>(i));
                QVERIFY2(contrast(state.color, theme.color(Role::Node)) >= text, qPrintable(QString::number(i)));
            }
        }
    }

    void statesAreToldByFormAlone()
    {
        Theme theme;
        for (const auto &look : kLooks) {
            chooseSystem(theme, look);
            for (int a = int(State::Queued); a < int(State::Count); ++a) {
                for (int b = a + 1; b < int(State::Count); ++b) {
                    const int distance = formDistance(badge(theme, static_cast<State>(a)), badge(theme, static_cast<State>(b)), theme.color(Role::Node));
                    QVERIFY2(distance > 40, qPrintable(QStringLiteral("%1 and %2 differ by %3 pixels").arg(a).arg(b).arg(distance)));
                }
            }
        }
    }

    void choicesStandAboveTheSystem()
    {
        Theme theme;
        QSignalSpy spy(&theme, &Theme::changed);
        theme.setSystemLook({Scheme::Dark, Contrast::Normal, true});
        QCOMPARE(spy.count(), 1);
        QVERIFY(theme.isDark());
        QCOMPARE(theme.duration(motion::kSlow).count(), 0);

        LookChoice choice;
        choice.scheme = LookChoice::SchemeChoice::Light;
        choice.reducedMotion = LookChoice::Choice::Off;
        theme.setChoice(choice);
        QVERIFY(!theme.isDark());
        QCOMPARE(theme.duration(motion::kSlow), motion::kSlow);
        QCOMPARE(spy.count(), 2);
        theme.setSystemLook({Scheme::Light, Contrast::Normal, false});
        QCOMPARE(spy.count(), 2); // nothing that shows has changed
        theme.setChoice({});
        QVERIFY(!theme.isDark());
    }

    void textScalesAsAWhole()
    {
        Theme theme;
        const int before = theme.font(TextStyle::Heading).pixelSize();
        const int row = theme.rowHeight();
        LookChoice choice;
        choice.textScale = 2;
        theme.setChoice(choice);
        QVERIFY(theme.font(TextStyle::Heading).pixelSize() >= 2 * before - 2);
        QVERIFY(theme.rowHeight() > row);
    }

    void everyIconOfTheSetPaints()
    {
        Theme theme;
        const auto files = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 90);
        for (const auto &file : files) {
            const QString name = file.chopped(4);
            QVERIFY(theme.hasIcon(name));
            const QImage image = theme.pixmap(name, 24, 2, QColor(10, 120, 40)).toImage();
            QCOMPARE(image.size(), QSize(48, 48));
            int inked = 0;
            bool right = true;
            for (int y = 0; y < 48; ++y) {
                for (int x = 0; x < 48; ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    inked += pixel.alpha() > 128 ? 1 : 0;
                    right = right && (pixel.alpha() < 255 || pixel == QColor(10, 120, 40) || name == QLatin1String("signalbox"));
                    // Nothing touches the border, or it would look cut.
                    right = right && ((x > 0 && y > 0 && x < 47 && y < 47) || pixel.alpha() < 40);
                }
            }
            QVERIFY2(inked > 30 && right, qPrintable(name));
        }
    }

    void iconsFollowTheThemeWithoutBeingMadeAnew()
    {
        Theme theme;
        const QIcon icon = theme.icon(QStringLiteral("stop-filled"), Role::Text);
        const auto middle = [&] { return icon.pixmap(24, 24).toImage().pixelColor(12, 12); };
        QCOMPARE(middle(), theme.color(Role::Text));
        theme.setSystemLook({Scheme::Dark, Contrast::Normal, false});
        QCOMPARE(middle(), theme.color(Role::Text));
        QVERIFY(luminance(middle()) > 0.5);
    }
};

SB_GUI_TEST_MAIN(TestTheme)
#include "tst_theme.moc"
