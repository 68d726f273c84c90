namespace TextClassify.Training.Packaging;

/// <summary>A model on its way to a package: what a kind, or the import, brings to the one publisher.</summary>
internal interface IPublication
{
    /// <summary>The package's name.</summary>
    string Name { get; }

    /// <summary>Writes the graphs, the embedding table and the vocabulary.</summary>
    void Write(PackageStage stage);

    /// <summary>Measures the staged graphs as the service runs them, and writes golden.json and profile.json.</summary>
    /// <exception cref="DataException">The graphs don't say what the model said before, or another run can't be used.</exception>
    Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken);
}
