using Microsoft.Extensions.Options;

namespace TextClassify.Inference.Settings;

/// <summary>Checks the ranges of <see cref="InferenceOptions"/>; registered with validate-on-start.</summary>
[OptionsValidator]
public sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
