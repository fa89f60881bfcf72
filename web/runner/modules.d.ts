// What the bundler gives as text.
declare module "*.py" {
  const text: string;
  export default text;
}
