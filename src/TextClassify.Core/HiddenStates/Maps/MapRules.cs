using TextClassify.HiddenStates.Projection;

namespace TextClassify.HiddenStates.Maps;

/// <summary>What must hold of a map beside its model; a misfit is the end of a sentence that begins with the file's name.</summary>
internal static class MapRules
{
    /// <param name="header">The head.</param>
    /// <param name="kind">The kind the file's name says.</param>
    /// <param name="manifest">Of its package.</param>
    /// <param name="bodyBytes">Bytes after the head.</param>
    public static string? Check(MapHeader header, StateKind kind, ModelManifest manifest, long bodyBytes)
    {
        var shape = manifest.Shape;
        int width = kind is StateKind.Word ? shape.WordWidth : shape.StateWidth;
        string model = ModelDigest.Of(manifest);
        return header.SchemaVersion != MapHeader.CurrentSchema
                ? $"has schema version {header.SchemaVersion}; this build reads {MapHeader.CurrentSchema}."
            : header.Kind != kind ? $"shows {header.Kind} states where its name says {kind}."
            : header.ModelSha256 != model ? $"was made from the model {header.ModelSha256} and this is {model}; build it again with 'map "
                + "build'."
            : header.CorpusSha256 != manifest.Files[ReferenceCorpus.FileName]
                ? $"was made with another {ReferenceCorpus.FileName}, of SHA-256 {header.CorpusSha256}; build it again with 'map build'."
            : header.Width != width ? $"has states of width {header.Width} where the model's are {width} wide."
            : header.Points < 2 ? $"has {header.Points} points; a map has at least 2."
            : bodyBytes != MapFile.BodyBytes(header.Points, width)
                ? $"has {bodyBytes} bytes after its head where {header.Points} points of width {width} take "
                    + $"{MapFile.BodyBytes(header.Points, width)}."
            : header.NeighbourDistances.Count != Quantiles.Count
                || header.PrincipalShares.Count != 2
                || header.Jumps.Counts.Count != JumpHistogram.Bins
                ? $"has {header.NeighbourDistances.Count} distances, {header.PrincipalShares.Count} shares and "
                    + $"{header.Jumps.Counts.Count} bins; it takes {Quantiles.Count}, 2 and {JumpHistogram.Bins}."
            : null;
    }

    public static string? Check(MapPoints points, IReadOnlyList<EncodedText> texts, int labels)
    {
        for (int point = 0; point < points.Count; point++)
        {
            if ((uint)points.Rows[point] >= (uint)texts.Count)
            {
                return $"has a state of text {points.Rows[point]} where {ReferenceCorpus.FileName} has {texts.Count}.";
            }

            if (points.Tokens[point] >= texts[points.Rows[point]].Length)
            {
                return $"has a state of token {points.Tokens[point]} of text {points.Rows[point]}, which has "
                    + $"{texts[points.Rows[point]].Length}.";
            }

            if (Math.Max(points.Labels[point], Math.Max(points.LocalLabels[point], points.CumulativeLabels[point])) >= labels)
            {
                return $"has a label at point {point} that is none of the model's {labels}.";
            }

            if (!float.IsFinite(
                points.X[point] + points.Y[point] + points.PrincipalX[point] + points.PrincipalY[point] + points.Jumps[point]))
            {
                return $"has a number at point {point} that is not finite.";
            }
        }

        return null;
    }
}
