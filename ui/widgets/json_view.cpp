// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_view.h"

#include "ui/widgets/json_tree_model.h"
#include "ui/widgets/pane_tools.h"
#include "ui/widgets/text_label.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QSyntaxHighlighter>
#include <QToolButton>
#include <QTreeView>

namespace signalbox::ui {

namespace {

// What a text field takes without being felt; the rest is copied or read in the tree.
constexpr std::size_t kShownBytes = 96u << 10;

Role inkOf(json::Value const &value)
{
    switch (value.kind()) {
    case boost::json::kind::string: return Role::SyntaxString;
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_: return Role::SyntaxNumber;
    case boost::json::kind::bool_:
    case boost::json::kind::null: return Role::SyntaxKeyword;
    default: return Role::TextMuted;
    }
}

class JsonDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    JsonDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QSize(QStyledItemDelegate::sizeHint(option, index).width(), std::max(m_theme.lineHeight(TextStyle::Code) + space::kS, size::kRowCompact - 2));
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto *value = static_cast<const JsonTreeModel *>(index.model())->valueAt(index);
        const Role role = index.column() == 0 ? Role::SyntaxKey : inkOf(*value);
        option->font = m_theme.font(TextStyle::Code);
        for (const auto ink : {QPalette::Text, QPalette::HighlightedText}) {
            option->palette.setColor(ink, m_theme.color(role));
        }
        if (const int mark = index.data(JsonTreeModel::MarkRole).toInt(); mark > 0) {
            option->backgroundBrush = mark == 2 ? m_theme.color(Role::WarningSoft) : m_theme.mixed(Role::Panel, Role::WarningSoft, 0.4);
        }
    }

private:
    const Theme &m_theme;
};

// Strings, keys, numbers and words of one line; JSON strings do not go over lines.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    JsonHighlighter(const Theme &theme, QTextDocument *document)
        : QSyntaxHighlighter(document)
        , m_theme(theme)
    {
    }

protected:
    void highlightBlock(const QString &line) override
    {
        for (int i = 0; i < line.size();) {
            const QChar letter = line[i];
            int end = i + 1;
            Role role = Role::SyntaxBracket;
            if (letter == u'"') {
                while (end < line.size() && line[end] != u'"') {
                    end += line[end] == u'\\' ? 2 : 1;
                }
                end = std::min(end + 1, int(line.size()));
                role = end < line.size() && line[end] == u':' ? Role::SyntaxKey : Role::SyntaxString;
            } else if (letter.isDigit() || letter == u'-') {
                while (end < line.size() && (line[end].isLetterOrNumber() || line[end] == u'.' || line[end] == u'+' || line[end] == u'-')) {
                    ++end;
                }
                role = Role::SyntaxNumber;
            } else if (letter.isLetter()) {
                while (end < line.size() && line[end].isLetter()) {
                    ++end;
                }
                role = Role::SyntaxKeyword;
            } else if (letter.isSpace()) {
                i = end;
                continue;
            }
            setFormat(i, end - i, m_theme.color(role));
            i = end;
        }
    }

private:
    const Theme &m_theme;
};

} // namespace

JsonView::JsonView(const Theme &theme, const QString &purpose, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_purpose(purpose)
    , m_value(std::make_shared<const json::Value>(nullptr))
    , m_model(new JsonTreeModel(this))
    , m_bar(new QWidget)
    , m_caption(new ElidedLabel(theme, purpose, TextStyle::Caption, Role::TextMuted))
    , m_asText(iconButton(theme, QStringLiteral("spec"), tr("Show as text")))
    , m_stack(new QStackedWidget)
    , m_tree(new QTreeView)
    , m_text(new QPlainTextEdit)
{
    m_model->setParent(m_tree); // a view must not see its model go first
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new JsonDelegate(theme, m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(space::kXl);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setAccessibleName(purpose);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setMinimumSectionSize(60);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &JsonView::menuAt);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("%1 as text").arg(purpose));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    // JSON is written from left to right in every language.
    m_tree->setLayoutDirection(Qt::LeftToRight);
    m_text->setLayoutDirection(Qt::LeftToRight);
    new JsonHighlighter(theme, m_text->document());
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_text);

    m_asText->setCheckable(true);
    connect(m_asText, &QToolButton::toggled, this, [this](bool on) { setMode(on ? Mode::Text : Mode::Tree); });
    auto *copying = iconButton(theme, QStringLiteral("copy"), tr("Copy as JSON"));
    connect(copying, &QToolButton::clicked, this, &JsonView::copyAll);
    auto *copySelection = new QAction(tr("Copy"), this);
    connect(copySelection, &QAction::triggered, this, &JsonView::copySelected);
    answerKeys(m_tree, copySelection, QKeySequence::Copy);

    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(space::kL, space::kXs, space::kS, 0);
    bar->setSpacing(space::kXs);
    m_caption->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_asText);
    bar->addWidget(copying);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    connect(&theme, &Theme::changed, this, &JsonView::dress);
    dress();
}

void JsonView::dress()
{
    m_text->setFont(m_theme.font(TextStyle::Code));
    m_textIsStale = true;
    if (mode() == Mode::Text) {
        fillText();
    }
}

void JsonView::setValue(std::shared_ptr<const json::Value> value)
{
    m_value = std::move(value);
    m_model->setValue(m_value);
    m_tree->setRootIsDecorated(m_value->is_object() || m_value->is_array());
    m_textIsStale = true;
    int width = 60;
    const QFontMetrics metrics(m_theme.font(TextStyle::Code));
    for (int i = 0; i < std::min(m_model->rowCount(), 50); ++i) {
        const QModelIndex index = m_model->index(i, 0);
        width = std::max(width, metrics.horizontalAdvance(index.data().toString()) + 3 * space::kXl);
        // Small inner values are open, so that little has to be clicked.
        if (i < 8 && m_model->rowCount() <= 8) {
            const auto *inner = m_model->valueAt(index);
            const std::size_t members = inner->is_object() ? inner->get_object().size() : inner->is_array() ? inner->get_array().size() : 0;
            if (members > 0 && members <= 12) {
                m_tree->expand(index);
            }
        }
    }
    m_tree->header()->resizeSection(0, std::min(width, 240));
    if (mode() == Mode::Text) {
        fillText();
    }
}

void JsonView::setMarks(std::set<std::string> pointers)
{
    m_model->setMarks(std::move(pointers));
    m_tree->viewport()->update();
}

void JsonView::setCaptionShown(bool shown)
{
    m_hasCaption = shown;
    setNote({});
}

void JsonView::setTextOffered(bool offered)
{
    m_asText->setEnabled(offered);
}

void JsonView::setNote(const QString &note)
{
    m_caption->setText(note.isEmpty() ? (m_hasCaption ? m_purpose : QString()) : m_hasCaption ? tr("%1 · %2").arg(m_purpose, note) : note);
}

JsonView::Mode JsonView::mode() const
{
    return m_stack->currentWidget() == m_text ? Mode::Text : Mode::Tree;
}

void JsonView::setMode(Mode mode)
{
    if (mode == Mode::Text && m_textIsStale) {
        fillText();
    }
    m_stack->setCurrentWidget(mode == Mode::Text ? static_cast<QWidget *>(m_text) : m_tree);
    m_asText->setChecked(mode == Mode::Text);
}

void JsonView::fillText()
{
    m_textIsStale = false;
    QString text;
    if (json::approximateSize(*m_value) > 4 * kShownBytes) {
        text = tr("This value is too large to be shown as text. Read it in the tree, or copy it.");
    } else {
        const std::string pretty = json::writePretty(*m_value);
        text = QString::fromUtf8(pretty.data(), qsizetype(std::min(pretty.size(), kShownBytes)));
        if (pretty.size() > kShownBytes) {
            text += u'\n' + tr("… The rest is in the tree, and in what is copied.");
        }
    }
    m_text->setPlainText(text);
}

void JsonView::copyAll() const
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(json::writePretty(*m_value)));
}

void JsonView::copySelected() const
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid()) {
        QGuiApplication::clipboard()->setText(index.data(JsonTreeModel::TextRole).toString());
    }
}

void JsonView::menuAt(const QPoint &point)
{
    const QModelIndex index = m_tree->indexAt(point);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (index.isValid()) {
        const QString text = index.data(JsonTreeModel::TextRole).toString();
        const QString pointer = index.data(JsonTreeModel::PointerRole).toString();
        menu->addAction(m_theme.icon(QStringLiteral("copy")), tr("Copy value"), this, [text] { QGuiApplication::clipboard()->setText(text); });
        menu->addAction(tr("Copy path"), this, [pointer] { QGuiApplication::clipboard()->setText(pointer); });
        menu->addSeparator();
    }
    menu->addAction(tr("Copy everything as JSON"), this, &JsonView::copyAll);
    menu->popup(m_tree->viewport()->mapToGlobal(point));
}

} // namespace signalbox::ui

#include "json_view.moc"
