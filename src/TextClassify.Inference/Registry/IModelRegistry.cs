namespace TextClassify.Inference.Registry;

/// <summary>The models that serve. Safe for concurrent use; a request takes its model once and keeps it.</summary>
public interface IModelRegistry
{
    /// <summary>What serves now, swapped whole. Empty until <see cref="LoadAllAsync"/> ends.</summary>
    ModelSnapshot Current { get; }

    /// <summary>
    /// Loads every package under the models' folder. Packages that fail a check are listed in <see cref="ModelSnapshot.Refused"/> and logged;
    /// the others serve.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The models' folder is not there; the message names it and the setting.</exception>
    Task LoadAllAsync(CancellationToken cancellationToken);

    /// <summary>Finds a model in <see cref="Current"/>.</summary>
    /// <param name="name">Null takes the default model.</param>
    /// <param name="version">Null takes the model's active version.</param>
    /// <returns>Null when it is not loaded.</returns>
    LoadedModel? Find(string? name, string? version) => Current.Find(name, version);
}
