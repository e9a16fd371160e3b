// SPDX-License-Identifier: GPL-3.0-or-later
// The measures of the standard widgets.
#include "ui/theme/style_p.h"

#include <QAbstractItemView>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTabBar>

#include <algorithm>

namespace signalbox::ui {

using styling::isOn;

namespace {

constexpr int kMenuIconColumn = 28;
constexpr int kMenuGap = 28; ///< between a command and its shortcut
constexpr int kScrollBar = 12;

} // namespace

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_LineEditIconSize:
        return size::kIcon;
    case PM_ToolBarIconSize:
        return size::kIconLarge;
    case PM_LargeIconSize:
    case PM_MessageBoxIconSize:
        return 32;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return space::kM;
    case PM_ButtonMargin:
        return space::kM;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseHeight:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_TabBarTabHSpace:
        return 2 * space::kL;
    case PM_TabBarTabVSpace:
        return m_theme.density() == Density::Compact ? 10 : 14;
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 18;
    case PM_ScrollBarExtent:
        return kScrollBar;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
        return 0;
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
        return 1;
    case PM_DockWidgetFrameWidth:
        return 0;
    case PM_DockWidgetTitleMargin:
        return space::kM;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return space::kS + 1;
    case PM_MenuHMargin:
        return space::kS;
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_MenuBarHMargin:
        return 0;
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_ToolBarItemMargin:
        return space::kS + 1;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarItemSpacing:
        return space::kS;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QLineEdit *>(widget) ? 2 : 1;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 3;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return space::kL;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return space::kM;
    case PM_TreeViewIndentation:
        return 18;
    case PM_HeaderMargin:
        return space::kM;
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return 18;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_SizeGripSize:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected:
    case SH_TabBar_PreferNoArrows:
        return hint == SH_ItemView_ShowDecorationSelected;
    case SH_UnderlineShortcut:
        // Calm until they are asked for.
        return m_theme.look().contrast == Contrast::High || (QGuiApplication::keyboardModifiers() & Qt::AltModifier);
    case SH_TabBar_ElideMode:
        return Qt::ElideMiddle;
    case SH_Menu_SubMenuPopupDelay:
        return 120;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ComboBox_ListMouseTracking:
    case SH_Menu_MouseTracking:
    case SH_MenuBar_MouseTracking:
        return 1;
    case SH_ToolTip_WakeUpDelay:
        return 450;
    case SH_ScrollBar_Transient:
        return 0;
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_DockWidget_ButtonsHaveFrame:
        return 0;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return m_theme.look().reducedMotion ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    const int control = m_theme.controlHeight();
    switch (type) {
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool bare = button && button->text.isEmpty();
        const int width = size.width() + 2 * (bare ? space::kM : space::kXl - 2) + (button && !button->icon.isNull() && !bare ? space::kS : 0);
        return QSize(std::max(width, bare ? control : 72), std::max(control, size.height() + space::kM));
    }
    case CT_ToolButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        QSize result(size.width() + space::kL, std::max(control, size.height() + space::kM));
        if (button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon) {
            result.rwidth() += space::kM;
        }
        if (button && button->toolButtonStyle == Qt::ToolButtonIconOnly) {
            result.setWidth(std::max(result.width(), result.height()));
        }
        if (button && (button->features & QStyleOptionToolButton::MenuButtonPopup)) {
            result.rwidth() += 4;
        }
        return result;
    }
    case CT_LineEdit:
        return QSize(size.width() + space::kM, std::max(control, size.height() + space::kM));
    case CT_ComboBox:
        return QSize(size.width() + 2 * space::kL + size::kIcon + space::kM, std::max(control, size.height() + space::kM));
    case CT_SpinBox:
        return QSize(size.width() + space::kM + 22, std::max(control, m_theme.lineHeight(TextStyle::Body) + space::kM));
    case CT_MenuBarItem:
        return QSize(size.width() + 2 * space::kM, std::max(control - 2, size.height() + space::kM));
    case CT_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator) {
            return QSize(size.width(), item->text.isEmpty() ? 9 : m_theme.rowHeight());
        }
        int width = kMenuIconColumn + space::kL;
        if (item) {
            const auto parts = item->text.split(u'\t');
            width += item->fontMetrics.horizontalAdvance(parts.value(0).remove(u'&'));
            width += item->reservedShortcutWidth > 0 ? kMenuGap + item->reservedShortcutWidth : 0;
            width += item->menuItemType == QStyleOptionMenuItem::SubMenu ? kMenuGap : 0;
        }
        return QSize(std::max(width + space::kM, 180), std::max(m_theme.rowHeight() - 2, size.height()));
    }
    case CT_ItemViewItem: {
        QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
        result.setHeight(std::max(result.height(), m_theme.rowHeight()));
        return result;
    }
    case CT_HeaderSection: {
        QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
        result.setHeight(std::max(result.height(), m_theme.rowHeight()));
        return result;
    }
    case CT_TabBarTab: {
        QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (tab && (tab->shape == QTabBar::RoundedNorth || tab->shape == QTabBar::RoundedSouth)) {
            result.setHeight(std::max(result.height(), size::kTitleBar));
        }
        return result;
    }
    default:
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_LineEditContents:
        return QProxyStyle::subElementRect(element, option, widget).adjusted(space::kS, 0, -space::kS, 0);
    case SE_PushButtonContents:
    case SE_PushButtonFocusRect:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar) {
            return {};
        }
        const bool upright = bar->orientation == Qt::Vertical;
        const int length = upright ? bar->rect.height() : bar->rect.width();
        const int range = bar->maximum - bar->minimum;
        int slider = length;
        if (range > 0) {
            const auto share = double(bar->pageStep) / double(range + bar->pageStep);
            slider = std::clamp(int(length * share), std::min(32, length), length);
        }
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const auto along = [&](int from, int size) {
            const QRect box = upright ? QRect(0, from, bar->rect.width(), size) : QRect(from, 0, size, bar->rect.height());
            return upright ? box : visualRect(bar->direction, bar->rect, box);
        };
        switch (part) {
        case SC_ScrollBarSlider: return along(start, slider);
        case SC_ScrollBarSubPage: return along(0, start);
        case SC_ScrollBarAddPage: return along(start + slider, length - start - slider);
        case SC_ScrollBarGroove: return bar->rect;
        default: return {};
        }
    }
    if (control == CC_ComboBox) {
        const QRect box = option->rect;
        QRect result;
        switch (part) {
        case SC_ComboBoxFrame: result = box; break;
        case SC_ComboBoxArrow: result = QRect(box.right() - space::kL - size::kIcon, box.top(), size::kIcon + space::kM, box.height()); break;
        case SC_ComboBoxEditField: result = box.adjusted(space::kL, 2, -space::kM - size::kIcon - space::kM, -2); break;
        case SC_ComboBoxListBoxPopup: return QProxyStyle::subControlRect(control, option, part, widget);
        default: return {};
        }
        return visualRect(option->direction, box, result);
    }
    if (control == CC_SpinBox) {
        const QRect box = option->rect;
        const int step = 22;
        QRect result;
        switch (part) {
        case SC_SpinBoxFrame: result = box; break;
        case SC_SpinBoxEditField: result = box.adjusted(space::kM, 2, -step, -2); break;
        case SC_SpinBoxUp: result = QRect(box.right() - step + 1, box.top() + 2, step - 2, box.height() / 2 - 2); break;
        case SC_SpinBoxDown: result = QRect(box.right() - step + 1, box.top() + box.height() / 2, step - 2, box.height() / 2 - 2); break;
        default: return {};
        }
        return visualRect(option->direction, box, result);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace signalbox::ui
