// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/flow_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace signalbox::ui {

namespace {

constexpr double kSharp = 2;
constexpr double kWidest = 8000; ///< pixels of a picture, either way
constexpr double kPointsAPixel = 0.75;
constexpr int kPdfResolution = 288;

struct Ending
{
    ExportFormat format;
    const char *text;
};
// The first of a format is the one that names get.
constexpr std::array kEndings = {Ending{ExportFormat::Json, "json"}, Ending{ExportFormat::Png, "png"}, Ending{ExportFormat::Svg, "svg"}, Ending{ExportFormat::Pdf, "pdf"},
                               Ending{ExportFormat::Mermaid, "mmd"}, Ending{ExportFormat::Dot, "dot"}, Ending{ExportFormat::Dot, "gv"}};

QImage png(const canvas::CanvasView &view, const QRectF &area)
{
    const double scale = std::min({kSharp, kWidest / area.width(), kWidest / area.height()});
    return view.picture(area, scale, std::max(1.0, scale));
}

QByteArray svg(const canvas::CanvasView &view, const QRectF &area, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(title);
    generator.setSize(area.size().toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), area.size()));
    generator.setResolution(96);
    QPainter painter(&generator);
    view.paintOn(painter, area, 1, 1, canvas::CanvasView::Medium::Vectors);
    painter.end();
    return bytes;
}

QByteArray pdf(const canvas::CanvasView &view, const QRectF &area, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(title);
    writer.setResolution(kPdfResolution);
    writer.setPageSize(QPageSize(area.size() * kPointsAPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    const double scale = kPdfResolution / 72.0 * kPointsAPixel;
    QPainter painter(&writer);
    view.paintOn(painter, area, scale, scale, canvas::CanvasView::Medium::Vectors);
    painter.end();
    return bytes;
}

} // namespace

std::optional<ExportFormat> exportFormatOf(const QString &path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    for (const auto &known : kEndings) {
        if (ending == QLatin1String(known.text)) {
            return known.format;
        }
    }
    return std::nullopt;
}

QString withEnding(const QString &path, ExportFormat format)
{
    const auto *ending = std::find_if(kEndings.begin(), kEndings.end(), [format](const Ending &known) { return known.format == format; });
    const QString base = exportFormatOf(path) ? path.left(path.lastIndexOf(u'.')) : path;
    return base + u'.' + QLatin1String(ending->text);
}

std::optional<flow::DrawingFormat> drawingFormatOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Svg: return flow::DrawingFormat::Svg;
    case ExportFormat::Mermaid: return flow::DrawingFormat::Mermaid;
    case ExportFormat::Dot: return flow::DrawingFormat::Dot;
    case ExportFormat::Json:
    case ExportFormat::Png:
    case ExportFormat::Pdf: break;
    }
    return std::nullopt;
}

flow::TypeFaces facesOf(const canvas::Catalogue &types)
{
    std::map<std::string, flow::TypeFace, std::less<>> faces;
    for (const auto &type : types.all()) {
        faces.emplace(type.id, flow::TypeFace{type.title.toStdString(), type.family.toStdString()});
    }
    return [faces = std::move(faces)](std::string_view type) {
        const auto found = faces.find(type);
        return found == faces.end() ? std::nullopt : std::optional(found->second);
    };
}

Result<ExportContent> pictureOf(const canvas::CanvasView &view, ExportFormat format, const QString &title)
{
    const QRectF area = view.pictureArea(canvas::CanvasView::Extent::All);
    if (area.isEmpty()) {
        return Error("flow.export", QCoreApplication::translate("FlowExport", "There is nothing in this graph to make a picture of. Add a node first.").toStdString());
    }
    if (format == ExportFormat::Png) {
        return ExportContent{{}, png(view, area)};
    }
    return ExportContent{format == ExportFormat::Svg ? svg(view, area, title) : pdf(view, area, title), {}};
}

Result<void> writeExport(const QString &path, const ExportContent &content)
{
    QSaveFile file(path);
    const auto write = [&] { return content.bytes.isEmpty() ? content.image.save(&file, "PNG") : file.write(content.bytes) == content.bytes.size(); };
    if (!file.open(QIODevice::WriteOnly) || !write() || !file.commit()) {
        return Error("flow.export", QCoreApplication::translate("FlowExport", "“%1” could not be written: %2. Choose another place.").arg(path, file.errorString()).toStdString(), path.toStdString());
    }
    return {};
}

} // namespace signalbox::ui
