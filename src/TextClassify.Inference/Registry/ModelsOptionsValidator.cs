using Microsoft.Extensions.Options;

namespace TextClassify.Inference.Registry;

/// <summary>Checks <see cref="ModelsOptions"/>; registered with validate-on-start.</summary>
[OptionsValidator]
public sealed partial class ModelsOptionsValidator : IValidateOptions<ModelsOptions>;
