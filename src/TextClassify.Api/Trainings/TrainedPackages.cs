using TextClassify.Api.Rollout;

namespace TextClassify.Api.Trainings;

/// <summary>Brings what a run wrote into the models' folder as a version that is ready: checked again, and not active, but for the first
/// version of a new model.</summary>
internal sealed class TrainedPackages(ModelOperations operations, IModelRegistry registry, IOptions<ModelsOptions> options)
{
    public string Directory => options.Value.Directory;

    /// <summary>One above the highest version that is a number, of those that are there and those in <paramref name="promised"/>.</summary>
    public string NextVersion(string name, IEnumerable<string> promised)
    {
        var known = registry.Stored(name)
            .Concat(registry.Current.Packages.Where(package => package.Name == name).Select(package => package.Version))
            .Concat(promised);
        int highest = known.Max(version => int.TryParse(version, out int number) ? number : (int?)null) ?? 0;
        return $"{highest + 1}";
    }

    /// <exception cref="IOException">A file can't be read or written.</exception>
    public async Task<ModelChange> AdoptAsync(TrainingFolder folder, string name, string version, CancellationToken cancellationToken)
    {
        // The runs may lie on another file system than the models, where nothing can be moved in one step.
        string incoming = Path.Combine(options.Value.Directory, PackageFetching.Incoming + Path.GetRandomFileName());
        string package = Path.Combine(incoming, "package");
        try
        {
            System.IO.Directory.CreateDirectory(package);
            foreach (string file in System.IO.Directory.EnumerateFiles(Path.Combine(folder.Packages, name, version)))
            {
                await using var from = File.OpenRead(file);
                await using var to = File.Create(Path.Combine(package, Path.GetFileName(file)));
                await from.CopyToAsync(to, cancellationToken);
            }

            return await operations.AdoptAsync(name, version, package, cancellationToken);
        }
        finally
        {
            if (System.IO.Directory.Exists(incoming))
            {
                System.IO.Directory.Delete(incoming, recursive: true);
            }
        }
    }
}
