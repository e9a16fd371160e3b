// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_p.h"

#include <QApplication>
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QSlider>
#include <QTabBar>
#include <QToolTip>

namespace signalbox::ui {

using styling::isOn;
using styling::roundedBox;
using styling::showsFocus;

Style::Style(const Theme &theme)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(theme)
{
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QScrollBar *>(widget) || qobject_cast<QSlider *>(widget) || qobject_cast<QLineEdit *>(widget)
        || qobject_cast<QAbstractSpinBox *>(widget) || qobject_cast<QMenuBar *>(widget) || qobject_cast<QHeaderView *>(widget)) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (auto *view = qobject_cast<QAbstractItemView *>(widget)) {
        view->viewport()->setAttribute(Qt::WA_Hover);
    }
}

void Style::unpolish(QWidget *widget)
{
    QProxyStyle::unpolish(widget);
}

QPalette Style::standardPalette() const
{
    return m_theme.palette();
}

void Style::drawFocus(QPainter *painter, const QRectF &box, double corner) const
{
    roundedBox(painter, box, corner, QColor(), m_theme.color(Role::Focus), size::kFocus);
}

void Style::drawGlyph(QPainter *painter, const QRect &box, const QString &icon, Role role, int side) const
{
    QRect square(0, 0, side, side);
    square.moveCenter(box.center());
    m_theme.icon(icon, role).paint(painter, square);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButton(option, painter, widget);
    case PE_PanelButtonTool:
        return drawToolPanel(option, painter);
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        return drawField(option, painter, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheck(option, painter, false);
    case PE_IndicatorRadioButton:
        return drawCheck(option, painter, true);
    case PE_FrameFocusRect:
        if (showsFocus(option)) {
            drawFocus(painter, option->rect, radius::kS);
        }
        return;
    case PE_PanelItemViewRow:
        return; // the row is painted with its items
    case PE_PanelItemViewItem:
        return drawRow(option, painter, widget);
    case PE_IndicatorBranch:
        return drawBranch(option, painter);
    case PE_PanelMenu:
        painter->fillRect(option->rect, m_theme.color(Role::Raised));
        return;
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, m_theme.color(Role::Raised));
        roundedBox(painter, option->rect, 0, QColor(), m_theme.color(Role::Border));
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            const bool focused = widget && widget->hasFocus();
            roundedBox(painter, option->rect, element == PE_Frame ? 0 : radius::kM, QColor(), m_theme.color(focused ? Role::Focus : Role::Divider));
        }
        return;
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
    case PE_FrameDockWidget:
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, m_theme.color(isOn(option, State_MouseOver) ? Role::Accent : Role::Divider));
        return;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, m_theme.color(Role::Window));
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), m_theme.color(Role::Divider));
        return;
    case PE_IndicatorArrowDown:
        return drawGlyph(painter, option->rect, QStringLiteral("chevron-down"), isOn(option, State_Enabled) ? Role::Icon : Role::TextFaint, 14);
    case PE_IndicatorArrowUp:
        return drawGlyph(painter, option->rect, QStringLiteral("chevron-up"), isOn(option, State_Enabled) ? Role::Icon : Role::TextFaint, 14);
    case PE_IndicatorArrowRight:
    case PE_IndicatorArrowLeft:
        return drawGlyph(painter, option->rect,
                         (element == PE_IndicatorArrowRight) == (option->direction == Qt::LeftToRight) ? QStringLiteral("chevron-forward") : QStringLiteral("chevron-back"),
                         Role::Icon, 14);
    case PE_IndicatorTabClose:
        drawToolPanel(option, painter);
        return drawGlyph(painter, option->rect, QStringLiteral("close"), isOn(option, State_MouseOver) ? Role::Text : Role::TextMuted, 14);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        return drawButton(option, painter, widget);
    case CE_PushButtonLabel:
        return drawButtonLabel(option, painter, widget);
    case CE_MenuItem:
        return drawMenuItem(option, painter, widget);
    case CE_MenuBarItem:
        return drawMenuBarItem(option, painter);
    case CE_MenuBarEmptyArea:
    case CE_MenuEmptyArea:
        return;
    case CE_TabBarTabShape:
        return drawTab(option, painter);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeader(option, painter);
    case CE_ToolBar:
        painter->fillRect(option->rect, m_theme.color(Role::Window));
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, m_theme.color(isOn(option, State_MouseOver) ? Role::Accent : Role::Divider));
        return;
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
        return;
    case CE_ProgressBarContents:
        return drawProgress(option, painter);
    case CE_ItemViewItem: {
        // Selected rows have a soft ground, so their text stays what it is.
        const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option);
        QStyleOptionViewItem plain = item ? *item : QStyleOptionViewItem();
        plain.palette.setColor(QPalette::HighlightedText, m_theme.color(isOn(option, State_Enabled) ? Role::Text : Role::TextFaint));
        return QProxyStyle::drawControl(element, &plain, painter, widget);
    }
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            if (frame->frameShape == QFrame::HLine || frame->frameShape == QFrame::VLine) {
                QRect line = option->rect;
                if (frame->frameShape == QFrame::HLine) {
                    line = QRect(line.x(), line.center().y(), line.width(), 1);
                } else {
                    line = QRect(line.center().x(), line.y(), 1, line.height());
                }
                painter->fillRect(line, m_theme.color(Role::Divider));
                return;
            }
            if (frame->frameShape == QFrame::NoFrame) {
                return;
            }
        }
        return proxy()->drawPrimitive(PE_Frame, option, painter, widget);
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        return drawScrollBar(option, painter);
    case CC_ComboBox:
        return drawComboBox(option, painter, widget);
    case CC_SpinBox:
        return drawSpinBox(option, painter, widget);
    case CC_Slider:
        return drawSlider(option, painter);
    case CC_ToolButton: {
        // A button that is only an icon says by the icon that there is more; an arrow in its corner is noise.
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        QStyleOptionToolButton plain = button ? *button : QStyleOptionToolButton();
        if (plain.toolButtonStyle == Qt::ToolButtonIconOnly && !(plain.features & QStyleOptionToolButton::MenuButtonPopup)) {
            plain.features &= ~QStyleOptionToolButton::HasMenu;
        }
        return QProxyStyle::drawComplexControl(control, &plain, painter, widget);
    }
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QIcon Style::standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const
{
    switch (standard) {
    case SP_LineEditClearButton:
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_DialogCloseButton:
    case SP_DialogCancelButton:
        return m_theme.icon(QStringLiteral("close"));
    case SP_MessageBoxInformation: return m_theme.icon(QStringLiteral("info"), Role::Info);
    case SP_MessageBoxQuestion: return m_theme.icon(QStringLiteral("question"), Role::Info);
    case SP_MessageBoxWarning: return m_theme.icon(QStringLiteral("warning"), Role::Warning);
    case SP_MessageBoxCritical: return m_theme.icon(QStringLiteral("danger"), Role::Danger);
    case SP_ToolBarHorizontalExtensionButton:
    case SP_ToolBarVerticalExtensionButton: return m_theme.icon(QStringLiteral("more"));
    default: return QProxyStyle::standardIcon(standard, option, widget);
    }
}

void setButtonKind(QWidget *button, ButtonKind kind)
{
    button->setProperty("signalboxKind", int(kind));
    button->update();
}

void dress(QApplication &application, Theme &theme)
{
    QApplication::setStyle(new Style(theme)); // the application owns it
    const auto apply = [&theme] {
        QApplication::setPalette(theme.palette());
        QApplication::setFont(theme.font(TextStyle::Body));
        QToolTip::setFont(theme.font(TextStyle::Small));
        QToolTip::setPalette(theme.palette());
        for (QWidget *widget : QApplication::allWidgets()) {
            widget->update();
            widget->updateGeometry();
        }
    };
    apply();
    QObject::connect(&theme, &Theme::changed, &application, apply);
}

} // namespace signalbox::ui
