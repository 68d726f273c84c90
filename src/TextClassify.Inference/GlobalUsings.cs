// What files of every folder speak of: rows and runs, sessions and who may run, models and what they can do.
global using Microsoft.ML.OnnxRuntime;
global using TextClassify.Forward;
global using TextClassify.Inference.Serving;
global using TextClassify.Inference.Sessions;
global using TextClassify.Inference.Settings;
global using TextClassify.Inference.Slots;
global using TextClassify.Models;
global using TextClassify.Text;
