// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/result_view.h"

#include "ui/flow/json_model.h"
#include "ui/flow/workbench.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace signalbox::ui {

namespace {

// A text widget takes longer with more than this; the tree shows all of it, and Copy takes all of it.
constexpr std::size_t kMostText = 1 << 20;

} // namespace

ResultView::ResultView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new ElidedLabel(theme, QString(), TextStyle::Strong))
    , m_detail(new TextLabel(theme, QString(), TextStyle::Small, Role::TextMuted))
    , m_badge(new Badge(theme, State::Idle))
    , m_message(new TextLabel(theme, QString(), TextStyle::Body, Role::TextMuted))
    , m_pages(new QStackedWidget)
    , m_model(new JsonModel(this))
    , m_tree(new QTreeView)
    , m_text(new QPlainTextEdit)
    , m_asText(new QToolButton)
    , m_copy(new QToolButton)
{
    m_tree->setModel(m_model);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Value as a tree"));
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_tree->header()->resizeSection(0, 200);
    m_tree->setFont(theme.font(TextStyle::CodeSmall));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(theme.font(TextStyle::CodeSmall));
    m_text->setAccessibleName(tr("Value as text"));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_message->setMargin(space::kM);
    m_pages->addWidget(m_message);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_text);
    m_asText->setText(tr("Text"));
    m_asText->setCheckable(true);
    m_asText->setAutoRaise(true);
    m_asText->setToolTip(tr("Show the value as text"));
    m_asText->setAccessibleName(m_asText->toolTip());
    m_copy->setIcon(theme.icon(QStringLiteral("copy")));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the value as JSON"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_badge->hide();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kL, space::kS, space::kM, space::kS);
    head->setSpacing(space::kM);
    head->addWidget(m_title);
    head->addWidget(m_badge);
    head->addWidget(m_detail, 1);
    head->addWidget(m_asText);
    head->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    connect(m_copy, &QToolButton::clicked, this, &ResultView::copy);
    connect(m_asText, &QToolButton::toggled, this, [this](bool on) {
        if (m_pages->currentIndex() == 0) {
            return;
        }
        if (on && m_textIsNew) {
            QString shown = text();
            if (static_cast<std::size_t>(shown.size()) > kMostText) {
                shown.truncate(static_cast<qsizetype>(kMostText));
                shown += u'\n' + tr("… and more: copy it to have all of it.");
            }
            m_text->setPlainText(shown);
            m_textIsNew = false;
        }
        m_pages->setCurrentIndex(on ? 2 : 1);
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_tree->setFont(m_theme.font(TextStyle::CodeSmall));
        m_text->setFont(m_theme.font(TextStyle::CodeSmall));
    });
    setMessage(tr("Run the flow to see what it gives."), Role::TextMuted);
}

void ResultView::setHead(const QString &title, State state, const QString &detail)
{
    m_title->setText(title);
    m_badge->setVisible(state != State::Idle);
    if (state != State::Idle) {
        m_badge->setState(state);
    }
    m_detail->setText(detail);
}

void ResultView::setValue(const json::Value &value)
{
    m_model->setValue(value);
    m_textIsNew = true;
    m_pages->setCurrentIndex(1);
    m_copy->setEnabled(true);
    m_asText->setEnabled(true);
    if (m_model->rowCount() == 0 || value.is_string()) {
        // No tree to open: the text says it all.
        m_message->setRole(Role::Text);
        m_message->setText(value.is_string() ? qt(std::string_view(value.get_string()).substr(0, kMostText)) : qt(json::write(value)));
        m_pages->setCurrentIndex(0);
        m_asText->setEnabled(false);
        return;
    }
    if (m_model->rowCount() <= 12) {
        for (int i = 0; i < m_model->rowCount(); ++i) {
            const auto index = m_model->index(i, 0);
            if (m_model->rowCount(index) <= 6) {
                m_tree->expand(index);
            }
        }
    }
    if (m_asText->isChecked()) {
        m_asText->setChecked(false);
        m_asText->setChecked(true);
    }
}

void ResultView::setMessage(const QString &text, Role role)
{
    m_message->setText(text);
    m_message->setRole(role);
    m_pages->setCurrentIndex(0);
    m_copy->setEnabled(false);
    m_asText->setEnabled(false);
}

QString ResultView::text() const
{
    return qt(json::writePretty(m_model->value()));
}

void ResultView::copy()
{
    QGuiApplication::clipboard()->setText(text());
}

} // namespace signalbox::ui
