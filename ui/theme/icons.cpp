// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons_p.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

static void initResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace signalbox::ui::icons {

namespace {

QString pathOf(const QString &name)
{
    static const bool ready = (initResources(), true);
    Q_UNUSED(ready)
    return QStringLiteral(":/icons/") + name + QStringLiteral(".svg");
}

// Pictures that point along the reading direction.
bool isMirrored(const QString &name)
{
    return QGuiApplication::isRightToLeft()
        && (name.endsWith(QLatin1String("-forward")) || name.endsWith(QLatin1String("-back")) || name == QLatin1String("undo")
            || name == QLatin1String("redo") || name.startsWith(QLatin1String("pane-start")) || name.startsWith(QLatin1String("pane-end")));
}

class Engine : public QIconEngine
{
public:
    Engine(QString name, ColorSource color)
        : m_name(std::move(name))
        , m_color(std::move(color))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const double ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        const int side = std::min(rect.width(), rect.height());
        const QPixmap picture = render(m_name, side, ratio, m_color(mode));
        painter->drawPixmap(QPointF(rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0), picture);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return render(m_name, std::min(size.width(), size.height()), 1.0, m_color(mode));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        // The size is in device pixels here, and the caller expects a picture that has the ratio.
        return render(m_name, std::min(size.width(), size.height()) / scale, scale, m_color(mode));
    }

    QIconEngine *clone() const override { return new Engine(m_name, m_color); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    QString key() const override { return QStringLiteral("signalbox"); }

private:
    QString m_name;
    ColorSource m_color;
};

} // namespace

QIcon make(const QString &name, ColorSource color)
{
    return QIcon(new Engine(name, std::move(color)));
}

bool exists(const QString &name)
{
    return QFile::exists(pathOf(name));
}

QPixmap render(const QString &name, double side, double pixelRatio, const QColor &color)
{
    const int pixels = std::max(1, int(std::lround(side * pixelRatio)));
    const bool mirrored = isMirrored(name);
    const QString key = QStringLiteral("sb:%1:%2:%3:%4:%5").arg(name).arg(pixels).arg(pixelRatio).arg(color.rgba(), 0, 16).arg(mirrored);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture)) {
        return picture;
    }
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QFile file(pathOf(name));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray text = file.readAll();
        text.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(text);
        QPainter painter(&image);
        if (mirrored) {
            painter.translate(pixels, 0);
            painter.scale(-1, 1);
        }
        painter.setOpacity(color.alphaF());
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    picture = QPixmap::fromImage(std::move(image));
    picture.setDevicePixelRatio(pixelRatio);
    QPixmapCache::insert(key, picture);
    return picture;
}

} // namespace signalbox::ui::icons
