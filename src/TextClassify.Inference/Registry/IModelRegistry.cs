using TextClassify.Inference.Traffic;

namespace TextClassify.Inference.Registry;

/// <summary>
/// The models that serve, and how operators change them. Safe for concurrent use. A request chooses its model once in
/// <see cref="Current"/>, takes a lease of it, and keeps both until it ends; whoever runs a model without a lease may find its sessions
/// closed.
/// </summary>
public interface IModelRegistry
{
    /// <summary>What serves now, swapped whole; reading it takes no lock. Empty until <see cref="LoadAllAsync"/> ends.</summary>
    ModelSnapshot Current { get; }

    /// <summary>Versions that were unloaded and have leases out.</summary>
    IReadOnlyCollection<LoadedPackage> Draining { get; }

    /// <summary>
    /// Loads every package under the models' folder. Packages that fail a check are listed in <see cref="ModelSnapshot.Refused"/> and
    /// logged; the others serve.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The models' folder is not there; the message names it and the setting.</exception>
    Task LoadAllAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Loads what has come into the models' folder and looks the same as at the last call. What was refused is tried again when its files
    /// changed; what is loaded stays as it is, whatever becomes of its files.
    /// </summary>
    /// <param name="verified">Told of each model before it can be asked for.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <returns>What was loaded.</returns>
    Task<IReadOnlyList<LoadedPackage>> ScanAsync(Action<ILoadedModel>? verified, CancellationToken cancellationToken);

    /// <summary>The service stops: from now on a run takes a few seconds at most, and one that has is ended.</summary>
    void EndLongRuns();

    /// <summary>Versions of a model that lie in the models' folder, in natural order.</summary>
    IReadOnlyList<string> Stored(string name);

    /// <summary>
    /// Loads and checks a package of the models' folder, which then may be activated; the first version of a new model is active at once.
    /// Loading what is loaded changes nothing.
    /// </summary>
    /// <param name="name">The model.</param>
    /// <param name="version">One of its versions.</param>
    /// <param name="verified">Told of the model before it can be asked for.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    Task<ModelChange> LoadAsync(string name, string version, Action<ILoadedModel>? verified, CancellationToken cancellationToken);

    /// <summary>The same of a package that lies elsewhere and is moved into the models' folder when it passed every check.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">A version that is not in the models' folder.</param>
    /// <param name="directory">The package, on the file system of the models' folder.</param>
    /// <param name="verified">Told of the model before it can be asked for.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    Task<ModelChange> AdoptAsync(
        string name, string version, string directory, Action<ILoadedModel>? verified, CancellationToken cancellationToken);

    /// <summary>Makes a loaded version the one that answers. The one before stays loaded.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">A loaded version.</param>
    /// <param name="otherLabels">Whether it may have other labels than the one before.</param>
    ModelChange Activate(string name, string version, bool otherLabels);

    /// <summary>
    /// New requests do not get the version any more; when those that have it end, its memory is given back, which
    /// <see cref="LoadedPackage.Released"/>
    /// of the result tells.
    /// </summary>
    ModelChange Unload(string name, string version);

    /// <summary>Sets who beside the active version is asked; null for neither.</summary>
    ModelChange SetTraffic(string name, CanaryTraffic? canary, string? shadow);

    /// <summary>Takes a canary out of the traffic, or lets it in again.</summary>
    /// <returns>False where nothing changed: it is so already, or is the canary no more.</returns>
    bool SuspendCanary(string name, string version, bool suspended);
}
