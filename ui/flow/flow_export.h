// SPDX-License-Identifier: GPL-3.0-or-later
// A flow as a file: its JSON, what its canvas shows as a picture, or a drawing that the core makes.
#pragma once

#include "base/result.h"
#include "flow/drawing.h"
#include "ui/canvas/canvas_view.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace signalbox::ui {

enum class ExportFormat { Json, Png, Svg, Pdf, Mermaid, Dot };

/// What goes into a file: bytes, or without them an image that becomes a PNG as it is written.
struct ExportContent
{
    QByteArray bytes;
    QImage image;
};

/// By the ending of a file's name; nothing where it says none of them.
std::optional<ExportFormat> exportFormatOf(const QString &path);
/// "flow.json" becomes "flow.svg".
QString withEnding(const QString &path, ExportFormat format);
/// What the core draws in that format; nothing where it is a matter of painting.
std::optional<flow::DrawingFormat> drawingFormatOf(ExportFormat format);
/// The names and families of types, for drawings; a copy.
flow::TypeFaces facesOf(const canvas::Catalogue &types);
/// The picture of the graph that is shown, with how its run stands. Errors: flow.export where there is nothing to see.
Result<ExportContent> pictureOf(const canvas::CanvasView &view, ExportFormat format, const QString &title);
/// Writes the file, whole or not at all; on any thread. Errors: flow.export.
Result<void> writeExport(const QString &path, const ExportContent &content);

} // namespace signalbox::ui
