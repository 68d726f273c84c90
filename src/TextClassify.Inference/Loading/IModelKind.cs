namespace TextClassify.Inference.Loading;

/// <summary>
/// A kind of model: it reads the packages of its architectures, checks them, and makes models of them. Stateless. Registered by
/// <c>services.AddModelKind</c>; nothing else of the service knows it.
/// </summary>
public interface IModelKind
{
    /// <summary>Values of a manifest's <c>architecture</c> that are this kind's; no other kind has one of them.</summary>
    IReadOnlyList<string> Architectures { get; }

    /// <summary>
    /// Reads a package and believes nothing of it. What comes out answers as the package says it must, and has the interfaces of
    /// <see cref="Serving"/> that say what it can do.
    /// </summary>
    /// <param name="load">The package, and what opens its graphs.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken);
}
