namespace TextClassify.Inference.Registry;

public enum ModelChangeResult
{
    Done,

    /// <summary>There is no such model or version.</summary>
    Unknown,

    /// <summary>The state of the model forbids it.</summary>
    Forbidden,

    /// <summary>The package failed a check.</summary>
    Refused,
}

/// <summary>What became of a change that an operator asked for.</summary>
/// <param name="Result">Whether it was made.</param>
/// <param name="Detail">Why not, in one sentence; empty when it was.</param>
/// <param name="Package">The version it is about, where that is or was loaded.</param>
public sealed record ModelChange(ModelChangeResult Result, string Detail = "", LoadedPackage? Package = null)
{
    internal static ModelChange Done(LoadedPackage package) => new(ModelChangeResult.Done, "", package);

    internal static ModelChange Unknown(string name, string? version = null) =>
        new(ModelChangeResult.Unknown, version is null ? $"There is no model '{name}'." : $"There is no package {name}/{version}.");

    internal static ModelChange Forbidden(string detail) => new(ModelChangeResult.Forbidden, detail);
}
