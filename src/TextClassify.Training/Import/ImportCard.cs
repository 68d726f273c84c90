namespace TextClassify.Training.Import;

/// <summary>The card of an imported package: what is known of it here, and what only its publisher knows.</summary>
internal static class ImportCard
{
    public static string Format(
        ImportRequest request,
        ExportFolder folder,
        ExportConfig config,
        ImportDraft draft,
        DevFigures? figures,
        IReadOnlyList<string> notes)
    {
        var ci = CultureInfo.InvariantCulture;
        string measured = figures is null
            ? "Nothing was measured here."
            : string.Create(
                ci,
                $"On {figures.Matrix.Rows} rows: accuracy {figures.Matrix.Accuracy:F4}, macro F1 {figures.Matrix.MacroF1:F4}, "
                + $"calibration error {figures.CalibrationErrorAfter:F4}.");
        return string.Create(ci, $"""
            # {request.Name} {request.Version}

            Imported from `{PackageNames.Printable(folder.Name)}`: a {PackageNames.Printable(config.Family)} with
            {config.Labels.Count} labels. It reads the first {draft.Settings.MaxTokens} tokens of a text.

            ## Data and licence

            Those of the model that was imported; its publisher names them. They hold for this package too.

            ## What was done at the import

            {string.Join('\n', notes.Select(note => $"- {note}"))}

            ## Figures

            {measured}

            ## Limits

            - It gives one of {config.Labels.Count} labels to every text, also to one that fits none.
            - It repeats the opinions and mistakes of its data. Not for decisions about people.

            """);
    }
}
