using System.ComponentModel.DataAnnotations;

namespace TextClassify.Inference.Registry;

/// <summary>Which models are served. Section <c>Models</c>.</summary>
public sealed class ModelsOptions
{
    public const string SectionName = "Models";

    /// <summary>Folder of the packages, <c>NAME/VERSION/model.json</c> each; relative to the working directory.</summary>
    [Required]
    public string Directory { get; set; } = "models";

    /// <summary>The model that answers when a request names none; null takes the first by name.</summary>
    public string? Default { get; set; }
}
